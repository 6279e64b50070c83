"""dbt's results as one line that says what failed and what to do."""

import contextlib
import re
from typing import Any

import duckdb

from c360.building.messages import SETTING, configuration_error, one_line
from c360.building.operations import operate
from c360.building.seed_failures import broken_seed, judges_seeds_only, wrong_rows
from c360.errors import C360Error, DataError, UsageError
from c360.settings import Settings
from c360.warehouse import connect


def found_by(settings: Settings, compiled_sql: str, most: int) -> list[dict[str, Any]]:
    """The first rows that a test's query finds, [] when the query cannot run by itself."""
    if settings.is_spark:
        with contextlib.suppress(C360Error):
            return operate(settings, "first_rows", {"query": compiled_sql, "most": most})
        return []
    with connect(settings, read_only=True) as connection:
        try:
            found = connection.execute(f"select * from ({compiled_sql}) as found limit {most}")
            rows = found.fetchall()
        except duckdb.Error:
            return []
        columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in rows]


def failed_test(settings: Settings, result: Any) -> C360Error:
    """One line for a data test that found rows: test, model, column, rows, how to see them.

    A test whose rows have a column ``problem`` says there itself what is wrong and what to do; of
    a seed the lines of its file are told.
    """
    node = result.node
    tested = re.findall(r"[^.]+$", getattr(node, "attached_node", None) or "")
    if judges_seeds_only(node) and tested:
        rows = found_by(settings, node.compiled_code, result.failures)
        if rows:
            return wrong_rows(settings, node, rows)
    sample = next(iter(found_by(settings, node.compiled_code, 1)), {})
    if "problem" in sample:
        return DataError(str(sample["problem"]))
    where = f" on {tested[0]}" if tested else ""
    if getattr(node, "column_name", None):
        where += f".{node.column_name}"
    example = f", such as {values_of(sample)}" if sample else ""
    return DataError(
        f"test '{node.name}'{where} found {result.failures:,} failing rows{example}",
        f"see them all with the query in {settings.shown(settings.project / node.compiled_path)}",
    )


def values_of(row: dict[str, Any]) -> str:
    """The first values of a row, by which it is found."""
    return ", ".join(f"{name} = {value}" for name, value in list(row.items())[:4])


def failed_node(settings: Settings, result: Any) -> C360Error:
    """One line for a node that did not finish."""
    node = result.node
    kind = node.resource_type
    if kind == "operation":
        return configuration_error(settings, result.message)
    if kind == "test" and str(result.status) == "fail":
        found = failed_test(settings, result)
        return UsageError(str(found)) if judges_seeds_only(node) else found
    text = one_line(result.message)
    seed_error = broken_seed(settings, node, text) if judges_seeds_only(node) else None
    if seed_error:
        return seed_error
    refused = SETTING.search(text)
    if refused:
        return UsageError(refused[0])
    unlanded = re.search(r"\braw_\w+", text)
    if ("does not exist" in text or "TABLE_OR_VIEW_NOT_FOUND" in text) and unlanded:
        return UsageError(
            f"{kind} '{node.name}' reads {unlanded[0]}, which does not hold its table",
            "run `c360 land` with the same --sources first",
        )
    return DataError(
        f"{kind} '{node.name}' ({node.original_file_path}) failed ({text})",
        "correct the model or the data it reads; dbt's log is in target/logs",
    )


def first_failure(settings: Settings, results: list[Any]) -> C360Error | None:
    """The error of the first node that failed, told with the names of others; None without any.

    What comes after a failure is skipped, so the failed nodes do not follow from one another; they
    are ordered by name, tests last, because the order in which threads end is chance.
    """
    failed = [result for result in results if str(result.status) in ("error", "fail")]
    if not failed:
        return None
    failed.sort(key=lambda result: (result.node.resource_type == "test", result.node.name))
    error = failed_node(settings, failed[0])
    if len(failed) > 1:
        others = ", ".join(result.node.name for result in failed[1:4])
        more = f" and {len(failed) - 4} more" if len(failed) > 4 else ""
        return type(error)(f"{error} (also failed: {others}{more})")
    return error
