"""Pairwise accuracy of the identity: precision, recall and F1 over the truth's pairs of records."""

from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError, UsageError
from c360.marts import literal
from c360.settings import Settings
from c360.warehouse import connect

# A cell is the set of records that one customer and one person have in common; n records make
# n(n-1)/2 pairs. A record resolved to no customer is a cluster of its own: missed, never wrong.
PAIRS_SQL = """
with resolved as (
    select
        truth.person_id,
        truth.record_id,
        coalesce(customer_records.customer_id, truth.record_id) as customer_id
    from truth
    left join intermediate.int_identity__customer_records as customer_records using (record_id)
),

cells as (select count(*) as n from resolved group by customer_id, person_id),
customers as (select count(*) as n from resolved group by customer_id),
people as (select count(*) as n from resolved group by person_id)

select
    (select count(*) from resolved) as records,
    (select count(*) from people) as people,
    (select count(*) from customers) as customers,
    (select coalesce(sum(n * (n - 1) // 2), 0) from cells) as true_pairs_found,
    (select coalesce(sum(n * (n - 1) // 2), 0) from customers) as pairs_found,
    (select coalesce(sum(n * (n - 1) // 2), 0) from people) as true_pairs,
    (select max(n) from customers) as largest_customer,
    (select max(n) from people) as largest_person
"""


def ratio(part: int, whole: int) -> float:
    """A share in [0, 1]; 1 when there is nothing to share."""
    return round(part / whole, 6) if whole else 1.0


def read_truth(connection: duckdb.DuckDBPyConnection, truth: Path) -> None:
    """Make the view ``truth`` over a Parquet or CSV file; UsageError when it cannot be one."""
    if not truth.is_file():
        raise UsageError(
            f"{truth} is no file", "run `c360 demo` first, or name the truth with --truth"
        )
    reader = "read_csv" if truth.suffix == ".csv" else "read_parquet"
    try:
        connection.execute(
            f"create temp view truth as select cast(record_id as varchar) as record_id, "
            f"cast(person_id as varchar) as person_id from {reader}({literal(str(truth))})"
        )
    except duckdb.BinderException:
        raise UsageError(f"{truth} lacks record_id or person_id", "give both columns") from None
    except duckdb.Error:
        raise UsageError(
            f"{truth} cannot be read as {reader.removeprefix('read_')}",
            "name another file with --truth",
        ) from None


def evaluate_identity(settings: Settings, truth: Path) -> dict[str, Any]:
    """Compare the customers in the warehouse with the truth.

    ``truth`` is a Parquet or CSV file with the columns record_id and person_id. Returns counts and
    precision, recall and f1 as fractions in [0, 1].
    """
    with connect(settings, read_only=True) as connection:
        read_truth(connection, truth)
        try:
            cursor = connection.execute(PAIRS_SQL)
        except duckdb.CatalogException:
            raise DataError(
                "the warehouse holds no identity yet", "run `c360 build` first"
            ) from None
        names = [column[0] for column in cursor.description]
        figures = {
            name: int(value or 0) for name, value in zip(names, cursor.fetchone(), strict=True)
        }
    precision = ratio(figures["true_pairs_found"], figures["pairs_found"])
    recall = ratio(figures["true_pairs_found"], figures["true_pairs"])
    f1 = round(2 * precision * recall / (precision + recall), 6) if precision + recall else 0.0
    return {**figures, "precision": precision, "recall": recall, "f1": f1}
