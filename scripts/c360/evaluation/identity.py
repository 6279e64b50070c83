"""Pairwise accuracy of the identity: precision, recall and F1 over the truth's pairs of records."""

from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError, UsageError

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


def evaluate_identity(database: Path, truth: Path) -> dict[str, Any]:
    """Compare the customers in the warehouse with the truth.

    ``truth`` is a Parquet or CSV file with the columns record_id and person_id. Returns counts and
    precision, recall and f1 as fractions in [0, 1].
    """
    if not truth.is_file():
        raise UsageError(
            f"{truth} is no file", "run `c360 demo` first, or name the truth with --truth"
        )
    if not database.is_file():
        raise UsageError(
            f"no warehouse at {database}", "run `c360 run` first, or name it with --database"
        )
    reader = "read_csv" if truth.suffix == ".csv" else "read_parquet"
    with duckdb.connect(str(database), read_only=True) as connection:
        try:
            connection.execute(
                f"create temp view truth as select cast(record_id as varchar) as record_id, "
                f"cast(person_id as varchar) as person_id from {reader}('{truth}')"
            )
            found = connection.execute(PAIRS_SQL).fetchdf().iloc[0]
        except duckdb.CatalogException as error:
            raise DataError(
                "the warehouse holds no identity yet", "run `c360 build` first"
            ) from error
        except duckdb.BinderException as error:
            raise UsageError(
                f"{truth} lacks record_id or person_id", "give both columns"
            ) from error
    figures = {name: int(value) for name, value in found.items()}
    precision = ratio(figures["true_pairs_found"], figures["pairs_found"])
    recall = ratio(figures["true_pairs_found"], figures["true_pairs"])
    f1 = round(2 * precision * recall / (precision + recall), 6) if precision + recall else 0.0
    return {**figures, "precision": precision, "recall": recall, "f1": f1}
