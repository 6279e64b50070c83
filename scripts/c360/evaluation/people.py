"""A warehouse of its own for one table of people: the identity part of the pipeline only."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from c360.console import step
from c360.errors import C360Error, UsageError
from c360.landing.land import land
from c360.settings import DUCKDB, Settings

IDENTITY = (
    "+int_identity__customer_records +int_matching__pair_scores +int_matching__skipped_blocks"
)


def laid_out(records: Path, folder: Path) -> Path:
    """Copy the table as the contacts of the source ``files``; the folder of raw files."""
    if not records.is_file() or records.suffix not in (".csv", ".parquet"):
        raise UsageError(
            f"{records} is no CSV or Parquet file",
            "give a table of people in the layout of contacts (docs/own_files.md)",
        )
    raw = folder / "raw"
    raw.mkdir()
    shutil.copyfile(records, raw / f"contacts{records.suffix}")
    return raw


@contextmanager
def resolved_people(settings: Settings, records: Path) -> Iterator[Settings]:
    """Run landing, staging, conformed and identity over ``records``; the settings of the temporary
    warehouse (DuckDB, whatever the engine), which is deleted when the block ends.

    ``records`` has the columns of the contract contacts (record_id must be there). Errors name the
    given file, not its copy.
    """
    from c360.building.invoke import dbt_build

    with tempfile.TemporaryDirectory(prefix="c360-people-") as name:
        folder = Path(name).resolve()
        raw = laid_out(records, folder)
        own = replace(
            settings,
            raw=raw,
            engine=DUCKDB,
            database=folder / "people.duckdb",
            sources=("files",),
        )
        try:
            with step("land"):
                land(own)
            with step("identity"):
                dbt_build(own, select=IDENTITY)
        except C360Error as error:
            said = str(error).replace(str(raw / f"contacts{records.suffix}"), str(records))
            raise type(error)(said) from None
        yield own
