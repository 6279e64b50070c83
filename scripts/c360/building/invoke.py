"""Runs ``dbt build`` in process."""

import json
import os
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from c360.building.failures import configuration_error, first_failure
from c360.building.progress import NodeProgress
from c360.registry import registry_of
from c360.settings import Settings
from c360.warehouse import connect

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult


def vars_of(settings: Settings) -> dict[str, Any]:
    """The vars that the options override."""
    given: dict[str, Any] = {}
    if settings.as_of:
        given["as_of"] = settings.as_of
    if settings.currency:
        given["reporting_currency"] = settings.currency
    if settings.sources:
        given["sources"] = registry_of(settings)
    return given


def arguments(settings: Settings, select: str | None, full_refresh: bool) -> list[str]:
    """The command line of dbt. Unit tests are the developer's, not a run's."""
    logs = settings.project / "target" / "logs"
    given = [
        *("--no-send-anonymous-usage-stats", "--no-use-colors", "--quiet"),
        *("--log-path", str(logs)),
        "build",
        *("--project-dir", str(settings.project), "--profiles-dir", str(settings.project)),
        *("--exclude-resource-type", "unit_test"),
        *("--vars", json.dumps(vars_of(settings))),
    ]
    if select:
        # A test that also reads a model outside the selection, never built perhaps, is not run.
        given += ["--select", select, "--indirect-selection", "buildable"]
    if full_refresh:
        given.append("--full-refresh")
    return given


@contextmanager
def environment(settings: Settings) -> Iterator[None]:
    """The variables that profiles.yml reads, set while the block runs."""
    before = dict(os.environ)
    os.environ.update(settings.environment())
    # dbt writes what it would print to its log; --quiet leaves the errors, which we say ourselves.
    os.environ["DBT_LOG_LEVEL"] = "none"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def run_dbt(settings: Settings, given: list[str]) -> "dbtRunnerResult":
    """Run dbt with a progress bar and let go of the database afterwards."""
    # Importing dbt takes seconds, which the commands that do without it need not wait for.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    with environment(settings), warnings.catch_warnings(), NodeProgress() as progress:
        # A seed without one of its columns: `failures` says it.
        warnings.filterwarnings("ignore", ".*does not match the name of any column")
        result = dbtRunner(callbacks=[progress.see]).invoke(given)
    DuckDBConnectionManager.close_all_connections()
    return result


def dbt_build(
    settings: Settings, select: str | None = None, full_refresh: bool = False
) -> dict[str, Any]:
    """Build and test the project; the figures that ``c360 build`` prints.

    Raises UsageError for a wrong setting and DataError for a model or a test that failed.
    """
    registry_of(settings)
    # A locked database is said before dbt parses the project.
    with connect(settings):
        pass
    result = run_dbt(settings, arguments(settings, select, full_refresh))
    if result.exception is not None:
        raise configuration_error(settings, str(result.exception)) from None
    results = list(getattr(result.result, "results", []))
    error = first_failure(settings, results)
    if error is not None:
        raise error
    kinds = Counter(f"{node.node.resource_type}s" for node in results)
    warned = [node.node.name for node in results if str(node.status) == "warn"]
    return {
        "database": settings.shown(settings.database),
        **{kind: kinds.get(kind, 0) for kind in ("seeds", "models", "tests")},
        "warnings": warned,
    }
