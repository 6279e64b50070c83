"""A file's columns fitted to the declared ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from c360.errors import DataError, UsageError
from c360.landing.declarations import Column, Source, Table
from c360.registry import did_you_mean

INTEGERS = {
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT",
    "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "INT",
}  # fmt: skip
# What every type of a file and every declared type is to the staging models.
FAMILIES = {
    **dict.fromkeys(INTEGERS, "integer"),
    **dict.fromkeys(("FLOAT", "REAL", "DOUBLE"), "float"),
    **dict.fromkeys(("VARCHAR", "STRING", "UUID", "JSON", "TEXT"), "text"),
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "instant",
}
READ_AS_THEY_ARE = {
    ("integer", "float"), ("integer", "decimal"), ("float", "decimal"),
    ("date", "timestamp"), ("timestamp", "date"),
}  # fmt: skip


def identifier(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text quoted for SQL."""
    return "'" + text.replace("'", "''") + "'"


def family_of(data_type: str) -> str:
    """text, integer, float, decimal, boolean, date, timestamp, instant or nested."""
    name = data_type.upper()
    if name.endswith("]") or name.startswith(("STRUCT", "MAP", "ARRAY", "UNION")):
        return "nested"
    if name.startswith(("DECIMAL", "NUMERIC")):
        return "decimal"
    if name in FAMILIES:
        return FAMILIES[name]
    return "timestamp" if name.startswith("TIMESTAMP") else "text"


def fitted(name: str, held: str, column: Column, where: str) -> str:
    """The SQL that reads a file's column ``name`` of type ``held`` as the declared column.

    A type of another kind is read as text, so that staging casts and judges it row by row. Raises
    DataError for a nested value where a plain one is declared.
    """
    quoted = identifier(name)
    has, wants = family_of(held), family_of(column.data_type)
    if wants == "nested" or has == wants or (has, wants) in READ_AS_THEY_ARE:
        return quoted
    if has == "instant" and wants in ("timestamp", "date"):
        return f"({quoted} at time zone 'UTC')"
    if has == "nested":
        if wants == "text":
            return f"cast(to_json({quoted}) as varchar)"
        raise DataError(
            f"{where}: column '{column.name}' holds {held}, expected {column.data_type}",
            "export it as a plain column",
        )
    if has == "float":
        # Tools that know no missing integer write keys as 17850.0.
        return (
            f"case when {quoted} = trunc({quoted}) and abs({quoted}) < 1e15 "
            f"then cast(cast({quoted} as bigint) as varchar) else cast({quoted} as varchar) end"
        )
    return f"cast({quoted} as varchar)"


@dataclass(frozen=True)
class Match:
    """How a file's header meets the declaration: declared name -> name in the file."""

    held: dict[str, str]
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def match_columns(source: Source, table: Table, header: Iterable[str], where: str) -> Match:
    """Match a header to the declared columns by name, whatever its case.

    Raises DataError for a missing required column or one that occurs twice, UsageError for an
    unknown column in a person's own file.
    """
    by_name: dict[str, str] = {}
    for name in header:
        key = name.strip().lower()
        if key in by_name:
            raise DataError(f"{where}: column '{name.strip()}' occurs twice", "rename one of them")
        by_name[key] = name
    declared = {name.lower() for name in table.names}
    extra = tuple(name.strip() for key, name in by_name.items() if key not in declared)
    if source.own_files and extra:
        raise UsageError(
            f"{where}: unknown column '{extra[0]}'{did_you_mean(extra[0].lower(), table.names)}",
            f"rename or delete it; known are {', '.join(table.names)}",
        )
    for column in table.columns:
        if column.required and column.name.lower() not in by_name:
            raise DataError(
                f"{where}: required column '{column.name}' of table '{table.name}' is missing",
                f"add it; the file has {', '.join(name.strip() for name in by_name.values())}",
            )
    held = {name: by_name[name.lower()] for name in table.names if name.lower() in by_name}
    missing = tuple(name for name in table.names if name not in held)
    return Match(held, missing, extra)


def select_list(table: Table, match: Match, types: dict[str, str], where: str) -> str:
    """Exactly the declared columns: fitted from the file, or null where the file lacks one."""
    columns = []
    for column in table.columns:
        if column.name in match.held:
            name = match.held[column.name]
            expression = fitted(name, types[name], column, where)
        else:
            expression = f"cast(null as {column.data_type})"
        columns.append(f"{expression} as {identifier(column.name)}")
    return ", ".join(columns)
