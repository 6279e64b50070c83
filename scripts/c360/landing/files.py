"""Which files hold a raw table, and a fingerprint of what they hold."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from c360.errors import DataError, UsageError
from c360.landing.declarations import Source, Table
from c360.registry import did_you_mean
from c360.settings import Settings

FORMATS = (".parquet", ".csv")
CHUNK = 1 << 22


@dataclass(frozen=True)
class TableFiles:
    """The parts of one raw table, in the order of their names; all of one format."""

    paths: tuple[Path, ...]
    is_csv: bool


@dataclass(frozen=True)
class Content:
    """Size in bytes and SHA-256 of the content, independent of where and how it is stored."""

    size: int
    fingerprint: str


def source_folder(settings: Settings, source: Source, is_alone: bool) -> Path:
    """The folder with the source's files; UsageError when there is none.

    A person's own files may lie directly in the raw folder when no other source takes part.
    """
    if not settings.raw.is_dir():
        wrong = "is a file, no folder" if settings.raw.exists() else "does not exist"
        raise UsageError(
            f"raw folder {settings.shown(settings.raw)} {wrong}",
            "give the folder of your exports with --raw, or run `c360 demo`",
        )
    folder = settings.raw / source.name
    if folder.is_dir():
        return folder
    if source.own_files and is_alone:
        return settings.raw
    if not any(settings.raw.iterdir()):
        raise UsageError(
            f"raw folder {settings.shown(settings.raw)} is empty",
            "put one folder of exports per source there, or run `c360 demo`",
        )
    raise UsageError(
        f"source '{source.name}' has no folder {settings.shown(folder)}",
        "put its exports there, or leave it out with --sources or in the var `sources`",
    )


def find_table(settings: Settings, folder: Path, table: Table) -> TableFiles | None:
    """``<table>.parquet``, ``<table>.csv`` or the parts in ``<table>/``; None without any."""
    found = [folder / f"{table.name}{suffix}" for suffix in FORMATS]
    found = [path for path in found if path.is_file()]
    parts_folder = folder / table.name
    if parts_folder.is_dir():
        parts = sorted(path for path in parts_folder.rglob("*") if path.suffix in FORMATS)
        if not parts:
            raise DataError(
                f"folder {settings.shown(parts_folder)} holds no .parquet or .csv part",
                "put the table's parts there or delete the folder",
            )
        if found:
            raise UsageError(
                f"table '{table.name}' is both {settings.shown(found[0])} and a folder of parts",
                "keep one of them",
            )
        found = parts
    elif len(found) > 1:
        raise UsageError(
            f"table '{table.name}' is both {' and '.join(path.name for path in found)} "
            f"in {settings.shown(folder)}",
            "keep one of them",
        )
    if not found:
        return None
    if len({path.suffix for path in found}) > 1:
        raise UsageError(
            f"folder {settings.shown(parts_folder)} mixes .parquet and .csv parts",
            "keep one format",
        )
    return TableFiles(tuple(found), found[0].suffix == ".csv")


def ignored_files(settings: Settings, source: Source, folder: Path) -> list[str]:
    """Files of the folder that are no declared table; an obvious typo of one's own is an error."""
    tables = [table.name for table in source.tables]
    others = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in FORMATS and path.stem not in tables
    ]
    for path in others:
        hint = did_you_mean(path.stem, tables)
        if source.own_files and hint:
            raise UsageError(
                f"{settings.shown(path)} is no contract{hint}",
                f"rename it; known are {', '.join(tables)}",
            )
    return [settings.shown(path) for path in others]


def read_content(path: Path) -> Content:
    """Size and SHA-256 of one file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return Content(path.stat().st_size, digest.hexdigest())


def combine(contents: list[Content]) -> Content:
    """One content for several parts; the parts' names and order do not matter."""
    digests = sorted(content.fingerprint for content in contents)
    return Content(
        sum(content.size for content in contents),
        hashlib.sha256("\n".join(digests).encode()).hexdigest(),
    )


def first_undecodable_line(path: Path, encoding: str) -> int | None:
    """The number of the first line that is not text in ``encoding``; None when all are."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines_before = 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                readable = error.object[: error.start].decode(encoding, errors="ignore")
                return lines_before + readable.count("\n") + 1
            # A zero character is what UTF-16 looks like to a reader of UTF-8 or Latin-1.
            position = text.find("\0")
            if position >= 0:
                return lines_before + text.count("\n", 0, position) + 1
            if not chunk:
                return None
            lines_before += text.count("\n")
