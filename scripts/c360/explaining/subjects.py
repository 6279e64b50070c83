"""Whom a person means by a record id, a customer id, an e-mail address or another identifier."""

import re
from dataclasses import dataclass

import duckdb

from c360.errors import UsageError
from c360.explaining.masks import masked, without_contacts

# A phone number given without its country: at least so many of its last digits must be there.
FEWEST_DIGITS = 7
# How alike an id must be to be proposed (Jaro-Winkler).
NEAR = 0.85
# Ann Lee <ann@example.com>
IN_BRACKETS = re.compile(r"<\s*([^<>\s]+)\s*>")


@dataclass(frozen=True)
class Subject:
    """The customer that is meant and the records of it that were named."""

    asked: str
    kind: str
    customer_id: str
    records: tuple[str, ...]


def find_subject(
    marts: duckdb.DuckDBPyConnection, asked: str, show_values: bool, mail_domains: dict[str, str]
) -> Subject:
    """Whom ``asked`` means; UsageError when nobody, or several customers."""
    text = asked.strip()
    return (
        as_record(marts, text)
        or as_customer(marts, text)
        or as_identifier(marts, text, show_values, mail_domains)
        or unknown(marts, text, show_values)
    )


def as_record(marts: duckdb.DuckDBPyConnection, text: str) -> Subject | None:
    """The customer of a record."""
    row = marts.execute(
        "select customer_id from marts.customer_records where record_id = ?", [text]
    ).fetchone()
    return Subject(text, "record", row[0], (text,)) if row else None


def as_customer(marts: duckdb.DuckDBPyConnection, text: str) -> Subject | None:
    """The customer that an id stands for today; the records that the id ever stood for."""
    row = marts.execute(
        "select customer_id from marts.customer_id_redirects where issued_customer_id = ?", [text]
    ).fetchone()
    if row is None:
        return None
    if row[0] is None:
        raise UsageError(
            f"customer '{text}' has no record left",
            "marts.identity_events says what became of it",
        )
    records = marts.execute(
        """
        select record_id from marts.customer_records
        where customer_id = $current and ($current = $issued and is_first_record or record_id in (
            select record_id from marts.identity_ledger
            where customer_id = $issued and $current <> $issued
        ))
        order by record_id
        """,
        {"current": row[0], "issued": text},
    ).fetchall()
    return Subject(text, "customer", row[0], tuple(record for (record,) in records))


def as_identifier(
    marts: duckdb.DuckDBPyConnection, text: str, show_values: bool, mail_domains: dict[str, str]
) -> Subject | None:
    """The customer who holds an identifier; UsageError when several do."""
    digits = re.sub(r"\D", "", text)
    address = IN_BRACKETS.search(text)
    local, at, domain = (address[1] if address else text).lower().rpartition("@")
    untagged = local.partition("+")[0]
    domain = mail_domains.get(domain, domain)
    rows = marts.execute(
        """
        select customer_id, record_id, identifier_type
        from marts.identity_links
        where identifier_type not in ('decision', 'probable_match') and (
            identifier_value = $text
            or identifier_type = 'email' and identifier_value in $emails
            or identifier_type = 'phone' and identifier_value in $phones
        )
        order by customer_id, record_id
        """,
        {
            "text": text,
            "emails": [
                f"{name}{at}{domain}" for name in (local, untagged, untagged.replace(".", ""))
            ]
            if at
            else [],
            "phones": phones_ending(marts, digits) if digits and not at else [],
        },
    ).fetchall()
    if not rows:
        return None
    customers = sorted({customer for customer, _, _ in rows})
    if len(customers) > 1:
        raise UsageError(
            f"'{text if show_values else masked(rows[0][2], text)}' belongs to "
            f"{len(customers)} customers ({', '.join(customers[:5])}"
            f"{', …' if len(customers) > 5 else ''})",
            "explain one of them, or two to see why they are apart",
        )
    return Subject(
        text if show_values else masked(rows[0][2], text),
        rows[0][2],
        customers[0],
        tuple(dict.fromkeys(record for _, record, _ in rows)),
    )


def phones_ending(marts: duckdb.DuckDBPyConnection, digits: str) -> list[str]:
    """The number itself, else the known numbers that end with what was given: without country code
    and leading zero.
    """
    known = (
        "select distinct identifier_value from marts.identity_links where identifier_type = 'phone'"
    )
    exact = marts.execute(f"{known} and identifier_value = ?", [f"+{digits}"]).fetchall()
    national = digits.lstrip("0")
    if exact or len(national) < FEWEST_DIGITS:
        return [value for (value,) in exact]
    ending = f"{known} and suffix(identifier_value, ?) order by identifier_value"
    return [value for (value,) in marts.execute(ending, [national]).fetchall()]


def unknown(marts: duckdb.DuckDBPyConnection, text: str, show_values: bool) -> Subject:
    """Never returns: one line that says why nobody is meant, and who might be."""
    nobody = marts.execute(
        "select identifier_type, blocked_reason from marts.identity_blocked_links "
        "where record_id = ? and customer_id is null order by all limit 1",
        [text],
    ).fetchone()
    if nobody:
        raise UsageError(
            f"record '{text}' stands for nobody: it has no name, and its {nobody[0]} links nobody "
            f"({nobody[1]})",
            "marts.identity_blocked_links lists such records",
        )
    blocked = marts.execute(
        "select blocked_reason from marts.identity_blocked_identifiers "
        "where lower(identifier_value) = lower(?) order by blocked_reason limit 1",
        [text],
    ).fetchone()
    if blocked:
        raise UsageError(
            f"'{text}' identifies nobody ({blocked[0]})",
            "marts.identity_blocked_identifiers lists such values",
        )
    gone = marts.execute(
        "select true from marts.identity_ledger where record_id = ? limit 1", [text]
    ).fetchone()
    if gone:
        raise UsageError(
            f"record '{text}' is gone from the exports or stands for nobody any more",
            "marts.identity_ledger says which customer it was",
        )
    near = nearest(marts, text, show_values)
    raise UsageError(
        f"'{text}' is no record, customer or identifier"
        + (f" (did you mean '{near}'?)" if near else ""),
        "give a record_id, a customer_id, an e-mail address or a phone number of the marts",
    )


def nearest(marts: duckdb.DuckDBPyConnection, text: str, show_values: bool) -> str:
    """The known id most like ``text``, '' when none is near; an address only where values may be
    shown.
    """
    if "@" in text and not show_values:
        return ""
    known = "select record_id as id from marts.customer_records"
    if "@" in text:
        known = (
            "select distinct identifier_value as id from marts.identity_links "
            "where identifier_type = 'email'"
        )
    elif ":" not in text:
        known = "select issued_customer_id as id from marts.customer_id_redirects"
    row = marts.execute(
        f"""
        select id from ({known}) as known
        where jaro_winkler_similarity(id, $text) >= {NEAR}
        order by levenshtein(id, $text), id limit 1
        """,
        {"text": text},
    ).fetchone()
    if row is None or (not show_values and without_contacts(row[0]) != row[0]):
        return ""
    return row[0]
