"""Which records of a person any evidence in the exports connects.

A browser that never logged in is somebody's, and the truth knows whose, but nothing in the exports
tells. Two records of a person are linked by evidence when they

- carry the same identifier (e-mail, phone, account, card, device; blocklist and hubs left out), or
- agree in given and family name, and in birth date, or in postal code, or in house number and
  street (all folded as for matching).

A pair is linkable when such links connect its two records, directly or through other records of the
same person. Pairs that are not could only be found by guessing.
"""

import duckdb

EVIDENCE_SQL = """
with identifiers as (
    select distinct
        used.record_id,
        used.identifier_type || ' ' || used.identifier_value as evidence
    from intermediate.int_identity__normalised_identifiers as used
    left join intermediate.int_identity__hubs as hubs using (identifier_type, identifier_value)
    where used.identifier_value is not null and hubs.identifier_value is null
),

attributes as (
    select
        record_id,
        unnest([
            names_in_any_order || ' ' || birth_date,
            names_in_any_order || ' ' || postal_code,
            names_in_any_order || ' ' || house_number || ' ' || street
        ]) as evidence
    from intermediate.int_matching__features
),

evidence as (
    select * from identifiers
    union all
    select * from attributes where evidence is not null
)

select truth.person_id || ' ' || evidence.evidence as shared, truth.record_id
from truth
inner join evidence using (record_id)
order by shared, record_id
"""


def components(shared: list[str], records: list[str]) -> dict[str, str]:
    """Record -> the smallest record that shared texts connect it with, itself included."""
    parent = {record: record for record in records}

    def root(record: str) -> str:
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    first: dict[str, str] = {}
    for text, record in zip(shared, records, strict=True):
        one, other = root(first.setdefault(text, record)), root(record)
        parent[max(one, other)] = min(one, other)
    return {record: root(record) for record in parent}


def linkable_groups(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``linkable``: the records of ``truth`` that have evidence, each with its
    component; raises duckdb.CatalogException when the warehouse holds no identity.
    """
    rows = connection.execute(EVIDENCE_SQL).fetchall()
    found = components([row[0] for row in rows], [row[1] for row in rows])
    connection.execute(
        "create or replace temp table linkable (record_id varchar, component varchar)"
    )
    connection.execute(
        "insert into linkable select unnest(?::varchar[]), unnest(?::varchar[])",
        [list(found), list(found.values())],
    )
