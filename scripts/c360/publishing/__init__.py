"""Publishing: the marts become versions of a read-only DuckDB file and of Parquet files."""
