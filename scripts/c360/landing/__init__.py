"""Registers raw files as views that have exactly the declared columns.

``declarations``: what the source YAML files declare. ``files``: which files hold a table.
``parquet_files``, ``csv_files``: what a file holds, and the errors of a broken one.
``projection``: a file's columns fitted to the declared ones. ``catalogue``: the views and the
tables of schema raw_landing. ``land``: all of it, in order.
"""
