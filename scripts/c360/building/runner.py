"""Runs dbt in process, with the settings of the run."""

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from c360.registry import registry_of
from c360.settings import Settings
from c360.spark.session import messages_set_aside

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


def common_arguments(settings: Settings, command: str, *flags: str) -> list[str]:
    """The command line of any dbt command up to its own arguments."""
    logs = settings.project / "target" / "logs"
    return [
        *("--no-send-anonymous-usage-stats", "--no-use-colors", "--quiet"),
        *("--log-path", str(logs)),
        *flags,
        command,
        *("--project-dir", str(settings.project), "--profiles-dir", str(settings.project)),
        *("--target", settings.engine),
        *("--vars", json.dumps(vars_of(settings))),
    ]


@contextmanager
def environment(settings: Settings) -> Iterator[None]:
    """The variables that profiles.yml reads, set while the block runs."""
    before = dict(os.environ)
    os.environ.update(settings.environment())
    # dbt writes what it would print to its log; --quiet leaves the errors, which we say ourselves.
    os.environ["DBT_LOG_LEVEL"] = "none"
    os.environ["DBT_LOG_LEVEL_FILE"] = "debug"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def run_dbt(
    settings: Settings, given: list[str], *callbacks: Callable[[Any], None]
) -> "dbtRunnerResult":
    """Run dbt, which tells the callbacks its events, and let go of the database afterwards."""
    # Importing dbt takes seconds, which the commands that do without it need not wait for.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    with environment(settings), messages_set_aside(settings), warnings.catch_warnings():
        # A seed without one of its columns: `failures` says it.
        warnings.filterwarnings("ignore", ".*does not match the name of any column")
        # Of pyspark, which is used through SQL only.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        # pyspark's log of failed statements, which dbt reports as well.
        logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)
        result = dbtRunner(callbacks=list(callbacks)).invoke(given)
    DuckDBConnectionManager.close_all_connections()
    return result
