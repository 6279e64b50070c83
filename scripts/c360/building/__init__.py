"""Runs dbt in process. ``runner``: its arguments and how it runs. ``invoke``: a whole build.
``operations``: one macro. ``progress``: what a person sees meanwhile. ``failures``: results as one
line that says what to do, from ``messages`` and ``spark_messages``.
"""
