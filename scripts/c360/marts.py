"""The built marts, as the warehouse holds them."""

import duckdb

MARTS_SCHEMA = "marts"


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def mart_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """The built marts by name: their columns, in order, with their DuckDB types."""
    marts: dict[str, dict[str, str]] = {}
    rows = connection.execute(
        """
        select table_name, column_name, data_type
        from information_schema.columns
        where table_catalog = current_database() and table_schema = ?
        order by table_name, ordinal_position
        """,
        [MARTS_SCHEMA],
    ).fetchall()
    for mart, column, data_type in rows:
        marts.setdefault(mart, {})[column] = data_type
    return marts
