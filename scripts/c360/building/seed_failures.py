"""What is wrong in a seed, with the lines of its file."""

import contextlib
import csv
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from c360.errors import UsageError
from c360.settings import Settings

UNREADABLE = re.compile(
    r"CSV Error on Line: (?P<line>\d+).*Error when converting column \"(?P<column>\w+)\"\. "
    r"Could not convert string \"(?P<value>.*?)\" to '(?P<type>.*?)'"
)
FRACTION = re.compile(r"\w+\.csv, line \d+: .* is no whole number")
NO_COLUMN = re.compile(r'Referenced column "(\w+)" not found')
# What the query of dbt's own tests calls the value of the column that it looks at.
TESTED_VALUES = ("unique_field", "value_field", "from_field")
# So many lines are named.
FEW = 4


def judges_seeds_only(node: Any) -> bool:
    """Whether a node is a seed or a test of nothing but seeds: what it finds is configuration."""
    parents = node.depends_on.nodes if node.resource_type == "test" else []
    return node.resource_type == "seed" or (
        bool(parents) and all(parent.startswith("seed.") for parent in parents)
    )


def wrong_rows(settings: Settings, node: Any, rows: list[dict[str, Any]]) -> UsageError:
    """One line for a test of a seed that found rows: the lines, what is wrong and what to do."""
    file = f"seeds/config/{node.attached_node.rpartition('.')[2]}.csv"
    column = node.column_name
    found = [
        {column if name in TESTED_VALUES else name: value for name, value in row.items()}
        for row in rows
    ]
    where = place(settings.project / file, found)
    if "problem" in found[0]:
        return UsageError(found[0]["problem"] + (f" ({where})" if where else ""))
    return UsageError(
        f"{file}{f', {where}' if where else ''}: {broken_rule(node, found[0].get(column))}",
        "correct the file",
    )


def broken_rule(node: Any, value: Any) -> str:
    """What one of dbt's own tests, or a combination that occurs twice, says about a seed."""
    rule, column = node.test_metadata, node.column_name
    given = rule.kwargs
    written = f"'{value}' in column '{column}'"
    match rule.name:
        case "not_null":
            return f"column '{column}' is empty"
        case "unique":
            return f"{written} stands more than once"
        case "unique_combination":
            return f"the same {', '.join(given['columns'])} more than once"
        case "accepted_values":
            return f"{written} is none of {', '.join(map(str, given['values']))}"
        case "relationships":
            target = re.sub(r".*\('(\w+)'\).*", r"\1.csv", given["to"])
            return f"{written} is no {given['field']} of {target}"
        case _:
            return f"test '{node.name}' failed"


def place(file: Path, found: list[dict[str, Any]]) -> str:
    """Which lines of a seed's file hold one of the rows; '' where none or every one does.

    A rule about a seed as a whole fails on all of its rows: none of them is to be named.
    """
    header, rows = read(file)
    lines = [
        line
        for line, values in rows.items()
        if any(is_same(dict(zip(header, values, strict=False)), row) for row in found)
    ]
    if len(lines) in (0, len(rows)):
        return ""
    more = f" and {len(lines) - FEW} more" if len(lines) > FEW else ""
    return f"line{'s' * (len(lines) > 1)} {', '.join(map(str, lines[:FEW]))}{more}"


def read(file: Path) -> tuple[list[str], dict[int, list[str]]]:
    """A file's header, and its rows by the line where each begins."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        reader = csv.reader(text)
        header, rows, last = next(reader, []), {}, reader.line_num
        for values in reader:
            rows[last + 1] = values
            last = reader.line_num
    return header, rows


def is_same(written: dict[str, str], row: dict[str, Any]) -> bool:
    """Whether a line of the file is this row, as far as they have columns in common."""
    shared = [name for name in row if name in written]
    return bool(shared) and all(holds(written[name], row[name]) for name in shared)


def holds(written: str | None, value: Any) -> bool:
    """Whether what is written in the file is read as this value."""
    if value is None or not written:
        return value is None and not written
    said, known = written.strip().lower(), str(value).strip().lower()
    with contextlib.suppress(InvalidOperation):
        return said == known or Decimal(said) == Decimal(known)
    return False


def broken_seed(settings: Settings, node: Any, text: str) -> UsageError | None:
    """One line for a seed that the database cannot read or that lacks a column; None for others."""
    names = [node.name] if node.resource_type == "seed" else node.depends_on.nodes
    file = f"seeds/config/{names[0].rpartition('.')[2]}.csv"
    if node.resource_type == "seed":
        header, rows = read(settings.project / file)
        for line, values in rows.items():
            if values and len(values) != len(header):
                return UsageError(
                    f"{file}, line {line}: {len(values)} values for {len(header)} columns",
                    "correct the line (a value with a comma is written in double quotes)",
                )
    unreadable = UNREADABLE.search(text)
    if unreadable:
        return UsageError(
            f"{file}, line {unreadable['line']}: '{unreadable['value']}' in column "
            f"'{unreadable['column']}' is no {unreadable['type'].lower()}",
            "correct the value (numbers have a decimal point)",
        )
    fraction = FRACTION.search(text)
    if fraction:
        return UsageError(f"seeds/config/{fraction[0]}", "correct the value")
    missing = NO_COLUMN.search(text)
    if missing:
        return UsageError(
            f"{file} has no column '{missing[1]}'", "correct its header (delimited by commas)"
        )
    if node.resource_type == "seed":
        return UsageError(f"{file} cannot be read ({text})", "correct the file")
    return None
