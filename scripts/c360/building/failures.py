"""dbt's results as one line that says what failed and what to do."""

import contextlib
import re
from typing import Any

import duckdb

from c360.building.messages import SETTING, configuration_error, one_line
from c360.building.operations import operate
from c360.errors import C360Error, DataError, UsageError
from c360.settings import Settings
from c360.warehouse import connect

UNREADABLE = re.compile(
    r"CSV Error on Line: (?P<line>\d+).*Error when converting column \"(?P<column>\w+)\"\. "
    r"Could not convert string \"(?P<value>.*?)\" to '(?P<type>.*?)'"
)
# A rule about a seed as a whole fails on all its rows: none of them is to be named.
FEW = 3
NO_COLUMN = re.compile(r'Referenced column "(\w+)" not found')


def sample_of(settings: Settings, compiled_sql: str) -> dict[str, Any]:
    """The first row that a test's query finds, {} when the query cannot run by itself."""
    if settings.is_spark:
        with contextlib.suppress(C360Error):
            return operate(settings, "first_row", {"query": compiled_sql})
        return {}
    with connect(settings, read_only=True) as connection:
        try:
            found = connection.execute(f"select * from ({compiled_sql}) as found limit 1")
            row = found.fetchone()
        except duckdb.Error:
            return {}
        return dict(zip([column[0] for column in found.description], row or (), strict=False))


def failed_test(settings: Settings, result: Any) -> DataError:
    """One line for a data test that found rows: test, model, column, rows, how to see them.

    A test whose rows have a column ``problem`` says there itself what is wrong and what to do; of
    a seed's row its first values are told beside it.
    """
    node = result.node
    sample = sample_of(settings, node.compiled_code)
    if "problem" in sample:
        problem = str(sample.pop("problem"))
        if judges_seeds_only(node) and sample and result.failures <= FEW:
            problem += f" ({values_of(sample)})"
        return DataError(problem)
    tested = re.findall(r"[^.]+$", getattr(node, "attached_node", None) or "")
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


def judges_seeds_only(node: Any) -> bool:
    """Whether a node is a seed or a test of nothing but seeds: what it finds is configuration."""
    parents = node.depends_on.nodes if node.resource_type == "test" else []
    return node.resource_type == "seed" or (
        bool(parents) and all(parent.startswith("seed.") for parent in parents)
    )


def broken_seed(node: Any, text: str) -> UsageError | None:
    """One line for a seed that the database cannot read or that lacks a column; None for others."""
    names = [node.name] if node.resource_type == "seed" else node.depends_on.nodes
    file = f"seeds/config/{names[0].rpartition('.')[2]}.csv"
    unreadable = UNREADABLE.search(text)
    if unreadable:
        return UsageError(
            f"{file}, line {unreadable['line']}: '{unreadable['value']}' in column "
            f"'{unreadable['column']}' is no {unreadable['type'].lower()}",
            "correct the value (numbers have a decimal point)",
        )
    missing = NO_COLUMN.search(text)
    if missing:
        return UsageError(
            f"{file} has no column '{missing[1]}'", "correct its header (delimited by commas)"
        )
    if node.resource_type == "seed":
        return UsageError(f"{file} cannot be read ({text})", "correct the file")
    return None


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
    seed_error = broken_seed(node, text) if judges_seeds_only(node) else None
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
