"""The result of an audit, for people and for machines."""

import json
import math
import os
from pathlib import Path
from typing import Any

import pandas as pd

from c360.expectations.subject import CRITICAL, Subject


def judged(subject: Subject, outcome: dict[str, Any], frame: pd.DataFrame) -> dict[str, Any]:
    """One expectation's entry of the result, from what Great Expectations says about it."""
    config, found = outcome["expectation_config"], outcome["result"]
    given = config["kwargs"]
    rows, failing = found.get("element_count", len(frame)), found.get("unexpected_count", 0)
    column = given.get("column") or ", ".join(given.get("column_list", []))
    return {
        "suite": subject.suite,
        "table": subject.table,
        "expectation": config["type"],
        "column": column,
        "rule": config.get("description") or "",
        "severity": config["severity"],
        "success": outcome["success"],
        "rows": rows,
        "unexpected_count": failing,
        "unexpected_share": round(failing / rows, 6) if rows else 0.0,
        "sample_rows": _samples(found) if subject.keys else [],
        "observed_value": _observed(found, frame, column),
        "error": _error(outcome.get("exception_info") or {}),
    }


def _samples(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Failing rows: their key columns and the value that failed."""
    return [_plain(row) for row in found.get("partial_unexpected_index_list") or []]


def _observed(found: dict[str, Any], frame: pd.DataFrame, column: str) -> Any:
    """What was measured: a frame of one row holds one figure per column."""
    if "observed_value" in found:
        return found["observed_value"]
    if len(frame) == 1 and column in frame:
        return _plain({column: frame[column].iloc[0]})[column]
    return None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON knows them: no NumPy types, no NaN; moments as text."""
    plain = {}
    for name, value in row.items():
        value = value.item() if hasattr(value, "item") else value
        is_missing = value is None or value is pd.NaT or value is pd.NA
        if is_missing or (isinstance(value, float) and math.isnan(value)):
            plain[name] = None
        else:
            plain[name] = value if isinstance(value, bool | int | float | str) else str(value)
    return plain


def _error(info: dict[str, Any]) -> str | None:
    """Why an expectation could not be judged; None when it was."""
    for found in [info, *(value for value in info.values() if isinstance(value, dict))]:
        if found.get("raised_exception"):
            return str(found.get("exception_message")).splitlines()[0]
    return None


def line(entry: dict[str, Any]) -> str:
    """One failed expectation in one line: table, rule, expectation, share and sample rows."""
    told = f"{entry['table']}.{entry['column']} {entry['expectation']}"
    if entry["rule"]:
        told = f"{told} ({entry['rule']})"
    if entry["error"]:
        return f"{told}: could not be judged, {entry['error']}"
    if entry["observed_value"] is not None:
        return f"{told}: {entry['observed_value']:.4g}"
    samples = "; ".join(
        ", ".join(f"{name}={value}" for name, value in row.items()) for row in entry["sample_rows"]
    )
    counted = f"{entry['unexpected_count']:,} of {entry['rows']:,} rows"
    return f"{told}: {counted} ({entry['unexpected_share']:.2%}), e.g. {samples}"


def summarise(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole result: ``passed`` is false as soon as one critical expectation failed."""
    failed = [entry for entry in entries if not entry["success"]]
    critical = [line(entry) for entry in failed if entry["severity"] == CRITICAL]
    warning = [line(entry) for entry in failed if entry["severity"] != CRITICAL]
    return {
        "passed": not critical,
        "summary": {
            "expectations": len(entries),
            "failed_critical": len(critical),
            "failed_warning": len(warning),
            "warnings": warning,
        },
        "failed_critical": critical,
        "failed_warning": warning,
        "expectations": entries,
    }


def write_result(result: dict[str, Any], path: Path) -> None:
    """Write the result, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".tmp")
    aside.write_text(
        json.dumps(result, indent=2, ensure_ascii=False, default=str) + os.linesep, encoding="utf-8"
    )
    aside.replace(path)
