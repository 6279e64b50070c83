"""The end of a run: the figures one wants to see first, for people and for machines."""

from typing import Any

import duckdb
from rich.table import Table

from c360.console import screen
from c360.marts import quoted
from c360.settings import Settings
from c360.warehouse import connect

COUNTS_SQL = """
select
    (select coalesce(sum(rows_in), 0) from marts.source_reconciliation) as rows_raw,
    (select coalesce(sum(rows_kept), 0) from marts.source_reconciliation) as rows_staged,
    (select coalesce(sum(rows_duplicate), 0) from marts.source_reconciliation) as rows_duplicate,
    (select coalesce(sum(rows_rejected), 0) from marts.source_reconciliation) as rows_rejected,
    (select count(*) from marts.customers) as customers,
    (select count(*) from marts.customers where is_identified) as customers_identified,
    (select coalesce(sum(record_count), 0) from marts.customers) as records,
    (
        select coalesce(sum(record_count), 0) from marts.customers where record_count > 1
    ) as records_matched
"""

TABLES_SQL = """
select table_name
from information_schema.tables
where
    table_catalog = current_database() and table_schema = ? and table_name like ?
    and table_type = ?
"""


def tally(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> dict[str, int]:
    """Customers per value of a column of a mart, most first."""
    rows = connection.execute(
        f"select coalesce({column}, 'none'), count(*) from marts.{table} "
        "group by 1 order by 2 desc, 1"
    ).fetchall()
    return dict(rows)


def collect(settings: Settings) -> dict[str, Any]:
    """Figures of the built warehouse; counts are rows, shares are fractions in [0, 1]."""
    with connect(settings, read_only=True) as connection:
        cursor = connection.execute(COUNTS_SQL)
        names = [column[0] for column in cursor.description]
        counts = dict(zip(names, map(int, cursor.fetchone()), strict=True))
        # Spark's tables are views here; views of the database hold no rows of their own.
        kind = "VIEW" if settings.is_spark else "BASE TABLE"
        layers = {
            "raw": counts.pop("rows_raw"),
            "staging": counts.pop("rows_staged"),
            "conformed": _rows(connection, kind, "intermediate", "int_conformed__%"),
            "marts": _rows(connection, kind, "marts", "%"),
        }
        records = counts["records"]
        return {
            "rows": layers,
            **counts,
            "share_of_records_matched": round(counts["records_matched"] / max(records, 1), 4),
            "rfm_segments": tally(connection, "customers", "rfm_segment"),
            "pressure_states": tally(connection, "customers", "pressure_state"),
        }


def _rows(connection: duckdb.DuckDBPyConnection, kind: str, schema: str, like: str) -> int:
    tables = connection.execute(TABLES_SQL, [schema, like, kind]).fetchall()
    return sum(
        connection.execute(f"select count(*) from {schema}.{quoted(table)}").fetchone()[0]
        for (table,) in tables
    )


def show(figures: dict[str, Any]) -> None:
    """Print the figures of a whole run (`collect`, the audit's, the publication's, the timings)."""
    table = Table(title="Customer 360", show_header=False, title_justify="left")
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("rows per layer", _counts(figures["rows"]))
    table.add_row(
        "not used",
        f"{figures['rows_rejected']:,} set aside (each in marts.rejected_rows), "
        f"{figures['rows_duplicate']:,} exact duplicates",
    )
    table.add_row(
        "customers",
        f"{figures['customers']:,}, of which {figures['customers_identified']:,} "
        "known by more than a device",
    )
    table.add_row(
        "records matched",
        f"{figures['share_of_records_matched']:.1%} of {figures['records']:,} "
        "belong to a customer with several",
    )
    table.add_row("RFM segments", _counts(figures["rfm_segments"]))
    table.add_row("pressure states", _counts(figures["pressure_states"]))
    audit = figures["audit"]
    table.add_row(
        "audit",
        f"{audit['expectations']:,} expectations: {audit['failed_critical']} critical and "
        f"{audit['failed_warning']} warnings failed",
    )
    table.add_row("published", f"{figures['version']} in {figures['published']}")
    seconds = figures["seconds"]
    table.add_row("seconds", " · ".join(f"{step} {spent:.1f}" for step, spent in seconds.items()))
    screen.print(table)


def _counts(counts: dict[str, int]) -> str:
    return " · ".join(f"{name} {count:,}" for name, count in counts.items())
