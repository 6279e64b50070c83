"""What Spark needs beside dbt, which alone talks to it.

``prerequisites``: what must be there, said before a build begins. ``metastore``: who uses it.
``session``: the Spark process behind dbt, and its end. ``tables``: the built tables' files, which
DuckDB reads for the audit and the publication. ``leftovers``: what a killed build left behind.
"""
