"""Generated ID graphs: which record carries which identifier, as DuckDB SQL over numbers.

The same size gives the same graph. Numbers are mixed by ``hash()`` of a bigint.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb

RECORDS_PER_PERSON = 2.5
KINDS = {
    "email": 80,
    "phone": 60,
    "device_id": 70,
    "loyalty_number": 15,
    "shop_account": 25,
}
"""Identifier type: of a hundred records, how many carry one. Together 2.5 links a record."""
SHARED_PHONES = 1
"""Of a hundred phone numbers given, how many are the neighbour's."""
_AREA_CODES = (514, 438, 450, 418, 613, 416, 647, 905, 604, 778)
_AREA_CODES += (403, 587, 204, 306, 212, 718, 917, 646, 310, 213)


def chance(salt: int, what: str = "record") -> str:
    """SQL: a number below a hundred for each record."""
    return f"cast(hash({what} * 31 + {salt}) % 100 as bigint)"


def customer_data(records: int) -> str:
    """SQL: record, kind, person, variant. As marketing tools know people: a person has 2.5 records
    on average, two e-mail addresses and two devices at most, and a phone that a few share.
    """
    people = max(1, round(records / RECORDS_PER_PERSON))
    chosen = {
        "email": ("person", f"case when {chance(1)} < 90 then 0 else 1 end"),
        "phone": (
            f"case when {chance(2)} < {SHARED_PHONES} then xor(person, 1) else person end",
            "0",
        ),
        "device_id": ("person", "cast(hash(record + 5) % 2 as integer)"),
    }
    kinds = [
        f"select record, '{kind}' as kind, {owner} as person, {variant} as variant "
        f"from owned where {chance(10 + number)} < {share}"
        for number, (kind, share) in enumerate(KINDS.items())
        for owner, variant in [chosen.get(kind, ("person", "0"))]
    ]
    return f"""
        with owned as (
            select range as record, cast(hash(range * 7 + 1) % {people} as bigint) as person
            from range({records})
        )
        {" union all ".join(kinds)}
    """


def customer_links(records: int) -> str:
    """SQL: record, identifier (numbers) of ``customer_data``."""
    kinds = "".join(f" when '{kind}' then {number}" for number, kind in enumerate(KINDS))
    return (
        f"select record, person * 16 + case kind{kinds} end * 2 + variant as identifier "
        f"from ({customer_data(records)})"
    )


def edges(one_end: str, other_end: str, count: int) -> str:
    """SQL: a graph of records only; every edge is an identifier that its two ends share."""
    return (
        f"select unnest([{one_end}, {other_end}]) as record, range as identifier "
        f"from range({count})"
    )


def rmat(records: int) -> str:
    """SQL: few hubs and many leaves, two edges a record, with the weights of Graph500 (Chakrabarti,
    Zhan, Faloutsos 2004).
    """
    scale = max(1, (records - 1).bit_length())
    ends = []
    for end in range(2):
        bits = []
        for bit in range(scale):
            quadrant = f"hash((range * {scale} + {bit}) * 2 + 1) % 100"
            # 57, 19, 19 and 5 of a hundred edges fall into the four quarters.
            upper = f"{quadrant} >= 76" if end == 0 else f"({quadrant}) between 57 and 75"
            upper += "" if end == 0 else f" or {quadrant} >= 95"
            bits.append(f"case when {upper} then {1 << bit} else 0 end")
        ends.append(" + ".join(bits))
    return edges(ends[0], ends[1], 2 * records)


SHAPES: dict[str, Callable[[int], str]] = {
    "customer data": customer_links,
    "sorted path": lambda records: edges("range", "range + 1", records - 1),
    "pairs": lambda records: (
        f"select range as record, range // 2 as identifier from range({records})"
    ),
    "star": lambda records: f"select range as record, 0 as identifier from range({records})",
    "binary tree": lambda records: edges("range + 1", "range // 2", records - 1),
    "RMAT": rmat,
}
"""Shape: SQL of a graph of about so many records, with columns record and identifier."""


def write_links(shape: str, records: int, file: Path) -> int:
    """Write a graph as Parquet; the number of its links."""
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select cast(record as bigint) as record, cast(identifier as bigint) as "
            f"identifier from ({SHAPES[shape](records)})) to '{file}' (format parquet)"
        )
        return connection.execute(f"select count(*) from '{file}'").fetchone()[0]


def write_raw_files(records: int, folder: Path) -> int:
    """Write ``customer_data`` as the contacts and identifiers of the source ``files``; the number
    of links. E-mail addresses and phone numbers are valid ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    areas = ", ".join(map(str, _AREA_CODES))
    texts = {
        "email": "case variant when 0 then 'user' || person || '@mail' || person % 97 || '.com' "
        "else 'u.' || person || '@work' || person % 89 || '.org' end",
        "phone": f"'+1' || [{areas}][1 + person % {len(_AREA_CODES)}] "
        f"|| lpad((2000000 + person // {len(_AREA_CODES)} * 7 % 7999999)::varchar, 7, '0')",
        "device_id": "(100000000 + hash(person * 2 + variant) % 900000000) || '.' "
        "|| (1600000000 + person)",
        "loyalty_number": "(60000000000000 + person)::varchar",
        "shop_account": "(4000000000000 + person)::varchar",
    }
    cases = " ".join(f"when '{kind}' then {text}" for kind, text in texts.items())
    key = "'r' || lpad(record::varchar, 9, '0')"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select {key} as record_id, timestamp '2020-01-01' "
            "+ to_seconds(cast(hash(record * 3 + 5) % 150000000 as bigint)) as created_at "
            f"from (select range as record from range({records}))) "
            f"to '{folder / 'contacts.parquet'}' (format parquet)"
        )
        connection.execute(
            f"copy (select {key} as record_id, kind as identifier_type, case kind {cases} end "
            f"as identifier_value from ({customer_data(records)})) "
            f"to '{folder / 'identifiers.parquet'}' (format parquet)"
        )
        return connection.execute(
            f"select count(*) from '{folder / 'identifiers.parquet'}'"
        ).fetchone()[0]
