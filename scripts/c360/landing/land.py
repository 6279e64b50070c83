"""Lands the raw files of every source that takes part."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError
from c360.landing import csv_files, parquet_files
from c360.landing.as_of import as_of_of
from c360.landing.catalogue import LandedTable, register
from c360.landing.declarations import Source, Table, read_source
from c360.landing.files import (
    TableFiles,
    combine,
    find_table,
    ignored_files,
    read_content,
    source_folder,
)
from c360.landing.projection import identifier, match_columns, select_list
from c360.landing.spark_catalogue import register_on_spark
from c360.registry import registry_of
from c360.settings import Settings
from c360.spark.prerequisites import check_prerequisites
from c360.warehouse import connect

Connection = duckdb.DuckDBPyConnection


def empty_table(source: Source, table: Table) -> LandedTable:
    """A view of the right shape with no rows, for an optional table that has no file."""
    columns = ", ".join(
        f"cast(null as {column.data_type}) as {identifier(column.name)}" for column in table.columns
    )
    return LandedTable(
        source.name,
        table.name,
        f"select {columns} where false",
        missing_columns=tuple(table.names),
        fingerprint=combine([]).fingerprint,
    )


def land_parquet(
    settings: Settings, connection: Connection, source: Source, table: Table, found: TableFiles
) -> LandedTable:
    """One raw table held by Parquet files."""
    where = settings.shown(found.paths[0] if len(found.paths) == 1 else found.paths[0].parent)
    types = parquet_files.types_of(settings, connection, found.paths)
    match = match_columns(source, table, types, where)
    columns = select_list(table, match, types, where)
    content = combine([read_content(path) for path in found.paths])
    return LandedTable(
        source.name,
        table.name,
        f"select {columns} from {parquet_files.scan(found.paths)}",
        files=len(found.paths),
        bytes=content.size,
        rows=parquet_files.count_rows(connection, found.paths),
        missing_columns=match.missing,
        extra_columns=match.extra,
        fingerprint=content.fingerprint,
        parquet=parquet_files.ParquetParts(found.paths, table.columns, match.held, types),
    )


def land_csv(
    settings: Settings, connection: Connection, source: Source, table: Table, found: TableFiles
) -> LandedTable:
    """One raw table held by CSV files, each read by its own header."""
    rows, rejects, queries, contents = 0, [], [], []
    missing, extra = set(table.names), set()
    for path in found.paths:
        where = settings.shown(path)
        part = csv_files.inspect(settings, source, table, path)
        match = match_columns(source, table, part.header, where)
        types = dict.fromkeys(part.header, "VARCHAR")
        columns = select_list(table, match, types, where)
        read, aside = csv_files.read_through(settings, connection, part, settings.raw)
        queries.append(f"select {columns} from {part.scan('ignore_errors = true')}")
        contents.append(read_content(path))
        rows += read
        rejects += aside
        missing &= set(match.missing)
        extra |= set(match.extra)
    content = combine(contents)
    return LandedTable(
        source.name,
        table.name,
        " union all ".join(queries),
        files=len(found.paths),
        bytes=content.size,
        rows=rows,
        missing_columns=tuple(name for name in table.names if name in missing),
        extra_columns=tuple(sorted(extra)),
        fingerprint=content.fingerprint,
        rejects=rejects,
    )


def land_table(
    settings: Settings, connection: Connection, source: Source, table: Table, folder: Path
) -> LandedTable:
    """One raw table; DataError when it is required and missing or empty."""
    found = find_table(settings, folder, table)
    if found is None:
        if table.required:
            raise DataError(
                f"table '{table.name}' of source '{source.name}' is missing",
                f"put {table.name}.parquet, {table.name}.csv or a folder {table.name}/ of parts "
                f"into {settings.shown(folder)}",
            )
        return empty_table(source, table)
    landed = (land_csv if found.is_csv else land_parquet)(
        settings, connection, source, table, found
    )
    if table.required and landed.rows == 0:
        raise DataError(
            f"table '{table.name}' of source '{source.name}' has no rows "
            f"({settings.shown(found.paths[0])})",
            "export it again, or leave the source out with --sources",
        )
    return landed


def land_source(
    settings: Settings, connection: Connection, source: Source, is_alone: bool
) -> tuple[list[LandedTable], list[str]]:
    """All tables of a source, and the files that are none of them."""
    folder = source_folder(settings, source, is_alone)
    ignored = ignored_files(settings, source, folder)
    tables = [land_table(settings, connection, source, table, folder) for table in source.tables]
    if not any(table.files for table in tables):
        names = ", ".join(table.name for table in source.tables)
        raise DataError(
            f"folder {settings.shown(folder)} holds no table of source '{source.name}'",
            f"put files named after its tables there ({names}), as .parquet or .csv",
        )
    return tables, ignored


def fingerprint_of(tables: list[LandedTable]) -> str:
    """SHA-256 over all tables' contents, independent of paths and of the order of the sources."""
    lines = sorted(f"{table.source}.{table.raw_table} {table.fingerprint}" for table in tables)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def land(settings: Settings, report: Callable[[str], None] = lambda source: None) -> dict[str, Any]:
    """Register the raw files of every source of the run; the figures that `c360 land` prints.

    ``report`` is called with each source's name before it is read. Nothing changes in the warehouse
    unless every table could be read.
    """
    check_prerequisites(settings)
    registry = registry_of(settings)
    as_of = as_of_of(settings)
    sources = [read_source(settings.project, name) for name in registry]
    tables: list[LandedTable] = []
    ignored: list[str] = []
    with connect(settings) as connection:
        for source in sources:
            report(source.name)
            landed, others = land_source(settings, connection, source, len(sources) == 1)
            tables += landed
            ignored += others
        input_fingerprint = fingerprint_of(tables)
        register_tables = register_on_spark if settings.is_spark else register
        register_tables(settings, connection, tables, as_of, input_fingerprint)
    return {
        "raw": settings.shown(settings.raw),
        "database": settings.shown(settings.warehouse),
        "as_of": as_of,
        "input_fingerprint": input_fingerprint,
        "sources": registry,
        "tables": [table.figures() for table in tables],
        "ignored_files": ignored,
    }
