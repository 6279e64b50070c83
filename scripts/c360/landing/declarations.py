"""What the source YAML files declare: tables, columns and how CSV files are written."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from c360.errors import UsageError

# What DuckDB reads without an extension.
ENCODINGS = ("utf-8", "latin-1", "utf-16")


@dataclass(frozen=True)
class Column:
    """A declared column; ``data_type`` is what a Parquet file holds, CSV always holds text."""

    name: str
    data_type: str
    required: bool


@dataclass(frozen=True)
class Table:
    """A declared raw table. A missing or empty one is an error only when ``required``."""

    name: str
    required: bool
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names in declared order."""
        return [column.name for column in self.columns]


@dataclass(frozen=True)
class Source:
    """A declared source.

    ``delimiter`` is None where the header decides. ``own_files``: a person's own files, so an
    unknown column is a mistake rather than a column that no model needs, and the files may lie
    directly in the raw folder.
    """

    name: str
    tables: tuple[Table, ...]
    delimiter: str | None
    encoding: str
    own_files: bool


def meta_of(entry: dict[str, Any]) -> dict[str, Any]:
    """The custom keys of a YAML entry."""
    return (entry.get("config") or {}).get("meta") or {}


def read_column(entry: dict[str, Any], where: str) -> Column:
    """One column's declaration; UsageError when it lacks a data type."""
    if not entry.get("data_type"):
        raise UsageError(f"{where}: column '{entry.get('name')}' has no data_type", "add one")
    return Column(entry["name"], entry["data_type"], bool(meta_of(entry).get("required", False)))


def read_source(project: Path, name: str) -> Source:
    """The declaration in models/staging/<name>/_<name>__sources.yml."""
    relative = Path("models") / "staging" / name / f"_{name}__sources.yml"
    try:
        content = yaml.safe_load((project / relative).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{relative} is not valid YAML ({reason})", "correct it") from None
    entries = [entry for entry in content.get("sources", []) if entry.get("name") == name]
    if not entries:
        raise UsageError(f"{relative} declares no source '{name}'", "name the source as its folder")
    meta = meta_of(entries[0])
    csv = meta.get("csv") or {}
    encoding = csv.get("encoding", "utf-8")
    if encoding not in ENCODINGS:
        raise UsageError(
            f"{relative}: csv.encoding '{encoding}' is not supported",
            f"use one of {', '.join(ENCODINGS)}",
        )
    tables = tuple(
        Table(
            table["name"],
            bool(meta_of(table).get("required", False)),
            tuple(
                read_column(column, f"{relative}, table '{table['name']}'")
                for column in table.get("columns", [])
            ),
        )
        for table in entries[0].get("tables", [])
    )
    return Source(name, tables, csv.get("delimiter"), encoding, bool(meta.get("own_files", False)))
