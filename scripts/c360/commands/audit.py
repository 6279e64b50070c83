"""``c360 audit``: holds the built marts against what is expected of them."""

import json
import warnings
from pathlib import Path
from typing import Any

import duckdb
from rich.markup import escape

from c360.console import notices, print_json, step
from c360.dbt_manifest import describe_marts, read_manifest
from c360.errors import DataError
from c360.marts import mart_columns
from c360.options import READS_WAREHOUSE, AsJson, with_settings
from c360.provenance import built_as_of, fingerprint_marts
from c360.publishing.versions import MANIFEST, PARQUET
from c360.settings import Settings
from c360.warehouse import connect


@with_settings(*READS_WAREHOUSE, "published", "threads", "project")
def audit(settings: Settings, as_json: AsJson = False) -> None:
    """Audit the built marts; exit code 1 when a critical expectation fails."""
    result = run_audit(settings)
    if as_json:
        print_json(result)
    else:
        show_audit(result)
    refuse_failed(result)


def refuse_failed(result: dict[str, Any]) -> None:
    """Raise DataError when a critical expectation failed."""
    failed = result["failed_critical"]
    if failed:
        raise DataError(
            f"the audit failed on {len(failed)} critical expectations, nothing may be published",
            "mend the data or the rule, build and audit again",
        )


def show_audit(result: dict[str, Any]) -> None:
    """What failed, line by line, how much was checked, and where the details are."""
    for colour, kind in (("yellow", "warning"), ("red", "critical")):
        for failed in result[f"failed_{kind}"]:
            notices.print(f"[{colour}]{kind}[/{colour}] {escape(failed)}", soft_wrap=True)
    summary = result["summary"]
    notices.print(
        f"{summary['expectations']} expectations, {summary['failed_critical']} critical and "
        f"{summary['failed_warning']} warnings failed; details in {result['data_docs']}",
        highlight=False,
        soft_wrap=True,
    )


def run_audit(settings: Settings, timings: dict[str, float] | None = None) -> dict[str, Any]:
    """Audit the marts as a timed step; write Data Docs and ``result.json``; return the result.

    A failed expectation is in the result, not an exception. Raises UsageError or DataError when
    the audit cannot be made (no warehouse, locked, broken thresholds).
    """
    path = settings.audit_folder / "result.json"
    # Whatever happens from here on, no earlier result speaks for these marts.
    path.unlink(missing_ok=True)
    with step("audit", timings), connect(settings, read_only=True) as connection:
        result = _judge(settings, connection, path)
    return result


def _judge(settings: Settings, connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, Any]:
    # Great Expectations takes seconds to import: only an audit pays for it.
    with warnings.catch_warnings():
        # Of pyspark, which Great Expectations imports where it is installed.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        from c360.auditing.result import summarise, write_result
        from c360.auditing.validation import Auditor
        from c360.expectations.subject import Built
        from c360.expectations.suites import all_subjects
        from c360.expectations.thresholds import read_thresholds

    manifest = read_manifest(settings)
    built = Built(
        columns=mart_columns(connection),
        described=describe_marts(manifest),
        manifest=manifest,
        thresholds=read_thresholds(settings.project),
        as_of=built_as_of(settings, connection),
        **_published_last(settings.published),
    )
    auditor = Auditor(settings.audit_folder / "data_docs")
    entries = []
    for subject in all_subjects(built):
        # What is missing is a failure of the suite inventory, which reads nothing.
        if subject.is_readable(built.columns):
            frame = connection.execute(subject.query).df()
            entries += auditor.judge(subject, frame)
    docs = auditor.write_docs()
    result = {
        **summarise(entries),
        "as_of": built.as_of,
        "marts_fingerprint": fingerprint_marts(connection),
        "data_docs": settings.shown(docs),
    }
    write_result(result, path)
    return result


def _published_last(published: Path) -> dict[str, Any]:
    """Row counts of the version published last, marts and raw tables; empty before the first."""
    try:
        manifest = json.loads((published / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    volumes = published / PARQUET / "source_reconciliation" / "source_reconciliation.parquet"
    raw_rows = {}
    if volumes.is_file():
        for source, raw_table, rows_in in duckdb.execute(
            "select source, raw_table, rows_in from read_parquet(?)", [str(volumes)]
        ).fetchall():
            raw_rows[source, raw_table] = rows_in
    return {"published_marts": manifest["marts"], "published_raw_rows": raw_rows}
