"""The explanation of one customer, or of two records, as one document."""

from collections import defaultdict
from typing import Any

import duckdb

from c360.errors import UsageError
from c360.explaining.masks import masked, without_contacts
from c360.explaining.paths import Carried, Step, shortest_path
from c360.explaining.subjects import Subject, find_subject

# Of these one must speak for a link (int_identity__probable_links); names are no evidence alone.
EVIDENCE = {"birth_date", "street", "place", "email", "phone"}
REFUSED = "their links were refused"
SHARED_BUT_BLOCKED = "no chain of links (what they share links nobody)"
NO_CHAIN = "no chain of links, and no identifier in common"
LINKS = """
    select record_id, identifier_type, identifier_value, source, tier, first_seen_at, last_seen_at
    from marts.identity_links
    where customer_id = ?
    order by record_id, tier, identifier_type, identifier_value
"""


def explain(
    marts: duckdb.DuckDBPyConnection,
    first: str,
    second: str | None,
    show_values: bool,
    mail_domains: dict[str, str],
) -> dict[str, Any]:
    """What is known of ``first``, and of its link with ``second`` when one is named.

    ``marts`` has the schema marts, ``mail_domains`` the domain under which identity knows another
    one's mailboxes; UsageError when the marts are older than the explanation or when nobody is
    meant by ``first`` or ``second``.
    """
    try:
        one = find_subject(marts, first, show_values, mail_domains)
        other = None if second is None else find_subject(marts, second, show_values, mail_domains)
        if other is None:
            told = {"customer": customer_of(marts, one, show_values)}
        elif one.customer_id == other.customer_id:
            told = same_customer(marts, one, other, show_values)
        else:
            told = two_customers(marts, one, other, show_values)
        return told if show_values else without_contacts(told)
    except duckdb.CatalogException as error:
        lacking = str(error).splitlines()[0]
        raise UsageError(
            f"the marts are older than this command ({lacking})", "run `c360 run` again"
        ) from None


def rows_of(marts: duckdb.DuckDBPyConnection, sql: str, given: Any) -> list[dict[str, Any]]:
    """The rows of a query, each as column -> value."""
    cursor = marts.execute(sql, given)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def shown(identifier_type: str, value: str, show_values: bool) -> str:
    """A value as it may be printed."""
    return value if show_values else masked(identifier_type, value)


def carried_by(marts: duckdb.DuckDBPyConnection, customer_id: str) -> list[Carried]:
    """Every identifier on every record of a customer."""
    return [Carried(*row) for row in marts.execute(LINKS, [customer_id]).fetchall()]


def customer_of(
    marts: duckdb.DuckDBPyConnection, subject: Subject, show_values: bool
) -> dict[str, Any]:
    """A customer with its records, the earliest first, each with its identifiers."""
    records = rows_of(
        marts,
        """
        select record_id, source, object, is_deleted, created_at, updated_at
        from marts.customer_records
        where customer_id = ?
        order by created_at asc nulls last, record_id
        """,
        [subject.customer_id],
    )
    blocked = blocked_on(marts, subject.customer_id, show_values)
    identifiers: dict[str, list[dict[str, Any]]] = {row["record_id"]: [] for row in records}
    for row in carried_by(marts, subject.customer_id):
        identifiers[row.record_id].append(
            {
                "type": row.identifier_type,
                "value": shown(row.identifier_type, row.identifier_value, show_values),
                "tier": row.tier,
                "first_seen_at": row.first_seen_at,
                "last_seen_at": row.last_seen_at,
            }
        )
    return {
        **named(subject),
        "records": [
            {
                **row,
                "identifiers": identifiers[row["record_id"]],
                "blocked_identifiers": blocked[row["record_id"]],
            }
            for row in records
        ],
    }


def blocked_on(
    marts: duckdb.DuckDBPyConnection, customer_id: str, show_values: bool
) -> dict[str, list[dict[str, Any]]]:
    """Record of a customer -> what stands on it and links nobody, each with the reason."""
    rows = rows_of(
        marts,
        """
        select record_id, identifier_type as type, identifier_value as value, blocked_reason
        from marts.identity_blocked_links
        where customer_id = ? and identifier_value <> ''
        order by record_id, type, value, blocked_reason
        """,
        [customer_id],
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        value = shown(row["type"], row["value"], show_values)
        found[row.pop("record_id")].append({**row, "value": value})
    return found


def named(subject: Subject) -> dict[str, Any]:
    """What was asked for and who it is."""
    return {"asked": subject.asked, "asked_as": subject.kind, "customer_id": subject.customer_id}


def same_customer(
    marts: duckdb.DuckDBPyConnection, one: Subject, other: Subject, show_values: bool
) -> dict[str, Any]:
    """The chain of links between two records of one customer."""
    carried = carried_by(marts, one.customer_id)
    path = shortest_path(carried, one.records, other.records)
    return {
        "is_one_customer": True,
        "first": named(one),
        "second": named(other),
        "is_same_record": not set(one.records).isdisjoint(other.records),
        "path": [link_of(marts, step, show_values) for step in path],
    }


def link_of(marts: duckdb.DuckDBPyConnection, step: Step, show_values: bool) -> dict[str, Any]:
    """One link with both its sides; of a probable match the score sheet too."""
    link: dict[str, Any] = {
        "type": step.here.identifier_type,
        "value": shown(*step.here.identifier, show_values),
        "tier": step.here.tier,
        **{
            side: {
                "record_id": carried.record_id,
                "source": carried.source,
                "first_seen_at": carried.first_seen_at,
                "last_seen_at": carried.last_seen_at,
            }
            for side, carried in (("from", step.here), ("to", step.there))
        },
    }
    if step.here.identifier_type == "probable_match":
        link["score_sheet"] = score_sheet(marts, step.here.record_id, step.there.record_id)
    return link


def score_sheet(marts: duckdb.DuckDBPyConnection, one: str, other: str) -> dict[str, Any]:
    """What speaks for one person in two records, comparison by comparison, in bits."""
    rows = rows_of(
        marts,
        """
        select comparison, level, bits_against_stranger, bits_against_household,
            match_weight, match_probability, is_link
        from marts.identity_match_evidence
        where record_id_left = least($one, $other) and record_id_right = greatest($one, $other)
        order by bits_against_stranger desc, comparison
        """,
        {"one": one, "other": other},
    )
    common = ("match_weight", "match_probability", "is_link")
    speaking = {row["comparison"] for row in rows if row["bits_against_stranger"] > 0}
    return {
        **{name: rows[0][name] for name in common if rows},
        "is_by_names_alone": speaking.isdisjoint(EVIDENCE),
        "comparisons": [
            {name: value for name, value in row.items() if name not in common} for row in rows
        ],
    }


def two_customers(
    marts: duckdb.DuckDBPyConnection, one: Subject, other: Subject, show_values: bool
) -> dict[str, Any]:
    """Why two customers are not one: the links that a rule refused, or that there is no link."""
    given = {"one": one.customer_id, "other": other.customer_id}
    refused = rows_of(
        marts,
        """
        select identifier_type as type, identifier_value as value, tier, refusal_reason,
            record_id_left, record_id_right, refused_since_at
        from marts.identity_refused_links
        where customer_id_left = least($one, $other) and customer_id_right = greatest($one, $other)
        order by tier, identifier_type, identifier_value
        """,
        given,
    )
    nearest = rows_of(
        marts,
        """
        select distinct evidence.record_id_left, evidence.record_id_right,
            evidence.match_weight
        from marts.identity_match_evidence as evidence
        inner join marts.customer_records as left_records
            on evidence.record_id_left = left_records.record_id
        inner join marts.customer_records as right_records
            on evidence.record_id_right = right_records.record_id
        where left_records.customer_id in ($one, $other)
            and right_records.customer_id in ($one, $other)
            and left_records.customer_id <> right_records.customer_id
        order by evidence.match_weight desc, evidence.record_id_left, evidence.record_id_right
        limit 1
        """,
        given,
    )
    blocked = rows_of(
        marts,
        """
        select identifier_type as type, identifier_value as value,
            min(ones.blocked_reason) as blocked_reason,
            min(ones.record_id) as record_id_first, min(others.record_id) as record_id_second
        from marts.identity_blocked_links as ones
        inner join marts.identity_blocked_links as others using (identifier_type, identifier_value)
        where ones.customer_id = $one and others.customer_id = $other and identifier_value <> ''
        group by all
        order by all
        """,
        given,
    )
    for link in [*refused, *blocked]:
        link["value"] = shown(link["type"], link["value"], show_values)
    return {
        "is_one_customer": False,
        "first": named(one),
        "second": named(other),
        "reason": REFUSED if refused else SHARED_BUT_BLOCKED if blocked else NO_CHAIN,
        "refused_links": refused,
        "shared_blocked_identifiers": blocked,
        "most_probable_pair": {
            **nearest[0],
            "score_sheet": score_sheet(
                marts, nearest[0]["record_id_left"], nearest[0]["record_id_right"]
            ),
        }
        if nearest
        else None,
    }
