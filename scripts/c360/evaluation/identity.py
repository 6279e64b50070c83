"""Pairwise accuracy of the identity: precision, recall and F1 over the truth's pairs of records."""

from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError, UsageError
from c360.evaluation.linkable import linkable_groups
from c360.marts import literal
from c360.settings import Settings
from c360.warehouse import connect

# A cell is the set of records that one customer and one person have in common; n records make
# n(n-1)/2 pairs. A record resolved to no customer is a cluster of its own: missed, never wrong.
RESOLVED_SQL = """
create or replace temp table resolved as
select
    truth.person_id,
    truth.record_id,
    linkable.component as linkable_group,
    coalesce(customer_records.customer_id, truth.record_id) as customer_id
from truth
left join intermediate.int_identity__customer_records as customer_records using (record_id)
left join linkable using (record_id)
"""

PAIRS_SQL = """
with cells as (select count(*) as n from resolved group by customer_id, person_id),
customers as (select count(*) as n from resolved group by customer_id),
people as (select count(*) as n from resolved group by person_id),
linkable as (
    select count(*) as n from resolved
    where linkable_group is not null
    group by person_id, linkable_group
),
linkable_cells as (
    select count(*) as n from resolved
    where linkable_group is not null
    group by customer_id, person_id, linkable_group
)

select
    (select count(*) from resolved) as records,
    (select count(*) from people) as people,
    (select count(*) from customers) as customers,
    (select coalesce(sum(n * (n - 1) // 2), 0) from cells) as true_pairs_found,
    (select coalesce(sum(n * (n - 1) // 2), 0) from customers) as pairs_found,
    (select coalesce(sum(n * (n - 1) // 2), 0) from people) as true_pairs,
    (select coalesce(sum(n * (n - 1) // 2), 0) from linkable_cells) as linkable_pairs_found,
    (select coalesce(sum(n * (n - 1) // 2), 0) from linkable) as linkable_pairs,
    (select max(n) from customers) as largest_customer,
    (select max(n) from people) as largest_person
"""

SIZES_SQL = """
with sizes as (select count(*) as n from resolved group by {column})

select n, count(*) from sizes group by n order by n
"""

# One row per customer that holds several people (or person that was split): how many of its pairs
# are wrong, and a record of each part, largest part first.
WORST_SQL = """
with parts as (
    select {whole}, {part}, count(*) as n, min(record_id) as example
    from resolved
    group by {whole}, {part}
),

wholes as (
    select
        {whole},
        (sum(n) * sum(n) - sum(n * n)) // 2 as wrong_pairs,
        list(example order by n desc, example) as examples
    from parts
    group by {whole}
    having count(*) > 1
)

select {whole}, cast(wrong_pairs as bigint), examples[:5]
from wholes
order by wrong_pairs desc, {whole}
limit {limit}
"""
SHOWN = 10


def ratio(part: int, whole: int) -> float:
    """A share in [0, 1]; 1 when there is nothing to share."""
    return round(part / whole, 6) if whole else 1.0


def read_truth(connection: duckdb.DuckDBPyConnection, truth: Path) -> None:
    """Make the table ``truth`` from a Parquet or CSV file; UsageError when it cannot be one.

    The file has record_id and person_id; entity_id is another name for the latter.
    """
    if not truth.is_file():
        raise UsageError(
            f"{truth} is no file", "run `c360 demo` first, or name the truth with --truth"
        )
    file = literal(str(truth))
    if truth.suffix == ".csv":
        reader = f"read_csv({file}, header = true, all_varchar = true)"
    else:
        reader = f"read_parquet({file})"
    try:
        names = [row[0] for row in connection.execute(f"describe from {reader}").fetchall()]
        person = next((name for name in ("person_id", "entity_id") if name in names), None)
        if person is None or "record_id" not in names:
            raise UsageError(
                f"{truth} lacks record_id or person_id (entity_id)", "give both columns"
            )
        connection.execute(
            f"create temp table truth as select distinct cast(record_id as varchar) as record_id, "
            f"cast({person} as varchar) as person_id from {reader}"
        )
    except duckdb.Error:
        kind = "csv" if truth.suffix == ".csv" else "parquet"
        raise UsageError(
            f"{truth} cannot be read as {kind}", "name another file with --truth"
        ) from None
    twice = connection.execute(
        "select record_id from truth group by record_id having count(*) > 1 limit 1"
    ).fetchone()
    if twice:
        raise UsageError(f"{truth} gives record {twice[0]} to two people", "correct the file")


def worst(
    connection: duckdb.DuckDBPyConnection, whole: str, part: str, name: str
) -> list[dict[str, Any]]:
    """The wholes with the most wrong pairs, each with up to five records of different parts."""
    rows = connection.execute(WORST_SQL.format(whole=whole, part=part, limit=SHOWN)).fetchall()
    return [{name: row[0], "wrong_pairs": row[1], "records": row[2]} for row in rows]


def evaluate_identity(settings: Settings, truth: Path) -> dict[str, Any]:
    """Compare the customers in the warehouse with the truth.

    ``truth`` is a Parquet or CSV file with the columns record_id and person_id (or entity_id).
    Returns counts, precision, recall and f1 as fractions in [0, 1], the recall over the linkable
    pairs, the sizes of customers and people, the worst false merges and the worst misses.
    """
    with connect(settings, read_only=True) as connection:
        read_truth(connection, truth)
        try:
            linkable_groups(connection)
            connection.execute(RESOLVED_SQL)
        except duckdb.CatalogException:
            raise DataError(
                "the warehouse holds no identity yet", "run `c360 build` first"
            ) from None
        cursor = connection.execute(PAIRS_SQL)
        names = [column[0] for column in cursor.description]
        figures = {
            name: int(value or 0) for name, value in zip(names, cursor.fetchone(), strict=True)
        }
        details = {
            "customer_sizes": dict(
                connection.execute(SIZES_SQL.format(column="customer_id")).fetchall()
            ),
            "person_sizes": dict(
                connection.execute(SIZES_SQL.format(column="person_id")).fetchall()
            ),
            "worst_false_merges": worst(connection, "customer_id", "person_id", "customer_id"),
            "worst_misses": worst(connection, "person_id", "customer_id", "person_id"),
        }
    precision = ratio(figures["true_pairs_found"], figures["pairs_found"])
    recall = ratio(figures["true_pairs_found"], figures["true_pairs"])
    f1 = round(2 * precision * recall / (precision + recall), 6) if precision + recall else 0.0
    linkable = ratio(figures["linkable_pairs_found"], figures["linkable_pairs"])
    return {
        **figures,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "recall_of_linkable_pairs": linkable,
        **details,
    }
