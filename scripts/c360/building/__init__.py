"""Runs dbt in process. ``invoke``: its arguments and how it runs. ``progress``: what a person
sees meanwhile. ``failures``: dbt's results as one line that says what to do.
"""
