"""What CSV files hold. Every column is read as text; lines of the wrong shape are kept aside."""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from c360.errors import DataError
from c360.landing.declarations import Source, Table
from c360.landing.files import first_undecodable_line
from c360.landing.projection import identifier, literal
from c360.settings import Settings

DELIMITERS = (",", ";", "\t", "|")
REASONS = {"MISSING COLUMNS": "too few columns", "TOO MANY COLUMNS": "too many columns"}


@dataclass(frozen=True)
class RejectedLine:
    """A line that has not the header's number of columns."""

    file: str
    line_number: int
    reason: str
    line: str


@dataclass(frozen=True)
class CsvPart:
    """One CSV file: how it is read and what it holds."""

    path: Path
    delimiter: str
    encoding: str
    header: tuple[str, ...]

    def scan(self, options: str) -> str:
        """The SQL that reads the file; ``options`` say what to do with lines of the wrong shape.

        Nothing is sniffed: the columns are the header's, in its order, all text.
        """
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in self.header)
        return (
            f"read_csv({literal(str(self.path))}, auto_detect = false, header = true, "
            f"delim = {literal(self.delimiter)}, quote = '\"', escape = '\"', "
            f"encoding = {literal(self.encoding)}, columns = {{{columns}}}, {options})"
        )


def split_header(path: Path, encoding: str, delimiter: str) -> list[str]:
    """The names in the first line."""
    readable = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=readable, newline="") as stream:
        return [name.strip() for name in next(csv.reader(stream, delimiter=delimiter), [])]


def inspect(settings: Settings, source: Source, table: Table, path: Path) -> CsvPart:
    """Read encoding, delimiter and header; DataError when the file is empty or unreadable."""
    shown = settings.shown(path)
    if path.stat().st_size == 0:
        raise DataError(f"{shown} is empty", "export it again with its header line, or delete it")
    line = first_undecodable_line(path, source.encoding)
    if line is not None:
        raise DataError(
            f"{shown}, line {line} is not {source.encoding.upper()} text",
            f"save the file as {source.encoding.upper()}, or declare its csv.encoding in "
            f"models/staging/{source.name}/_{source.name}__sources.yml",
        )
    known = {name.lower() for name in table.names}
    headers = {
        delimiter: split_header(path, source.encoding, delimiter)
        for delimiter in ([source.delimiter] if source.delimiter else DELIMITERS)
    }
    hits = {
        delimiter: sum(name.lower() in known for name in names)
        for delimiter, names in headers.items()
    }
    delimiter = max(hits, key=hits.__getitem__)
    if hits[delimiter] == 0:
        raise DataError(
            f"{shown}, line 1 names no column of table '{table.name}' "
            f"(split at {' or '.join(repr(tried) for tried in headers)})",
            f"begin the file with a header line; known are {', '.join(table.names)}",
        )
    return CsvPart(path, delimiter, source.encoding, tuple(headers[delimiter]))


def read_through(
    settings: Settings, connection: duckdb.DuckDBPyConnection, part: CsvPart, folder: Path
) -> tuple[int, list[RejectedLine]]:
    """Count the readable lines and collect the others; DataError for a quote that is not closed.

    Behind an open quote nobody can tell the lines apart, so such a file is refused as a whole.
    """
    shown = settings.shown(part.path)
    options = (
        "store_rejects = true, rejects_table = 'csv_rejects', rejects_scan = 'csv_scans', "
        "rejects_limit = 0"
    )
    first = identifier(part.header[0])
    try:
        # All of the result must be fetched: DuckDB fills the table of rejects when the scan ends.
        rows = connection.execute(
            f"select count(*), count({first}) from {part.scan(options)}"
        ).fetchall()[0][0]
        rejects = connection.execute(
            """
            select line, min(error_type), min(csv_line)
            from csv_rejects group by line order by line
            """
        ).fetchall()
    except duckdb.Error as error:
        raise DataError(
            f"{shown} cannot be read ({str(error).splitlines()[0]})", "export it again as CSV"
        ) from None
    finally:
        connection.execute("drop table if exists csv_rejects; drop table if exists csv_scans")
    for line, kind, _ in rejects:
        if kind not in REASONS:
            raise DataError(
                f'{shown}, line {line} has a quote (") that is not closed or an endless line',
                'close it, or write a quote inside a value twice ("")',
            )
    file = str(part.path.relative_to(folder))
    return rows, [RejectedLine(file, line, REASONS[kind], text) for line, kind, text in rejects]
