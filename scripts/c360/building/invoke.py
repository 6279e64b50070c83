"""Runs ``dbt build``."""

from collections import Counter
from typing import Any

from c360.building.failures import failed_test, first_failure
from c360.building.messages import configuration_error
from c360.building.operations import operate
from c360.building.progress import NodeProgress
from c360.building.runner import common_arguments, run_dbt
from c360.registry import registry_of
from c360.settings import Settings
from c360.spark.landed_files import LandedFiles
from c360.spark.leftovers import alone, remove_leftovers
from c360.spark.prerequisites import check_prerequisites
from c360.warehouse import connect


def arguments(settings: Settings, select: str | None, full_refresh: bool) -> list[str]:
    """The command line of a build. Tests of the code are the developer's, not a run's."""
    given = [*common_arguments(settings, "build"), "--exclude-resource-type", "unit_test"]
    given += ["--exclude", "tag:adapter"]
    if select:
        # A test that also reads a model outside the selection, never built perhaps, is not run.
        given += ["--select", select, "--indirect-selection", "buildable"]
    if full_refresh:
        given.append("--full-refresh")
    return given


def check_engine(settings: Settings) -> None:
    """Say what is amiss (a locked database, no Java) before dbt parses the project."""
    check_prerequisites(settings)
    if settings.is_spark:
        LandedFiles(settings.spark_home).check_whole()
    else:
        with connect(settings):
            pass


def dbt_build(
    settings: Settings, select: str | None = None, full_refresh: bool = False
) -> dict[str, Any]:
    """Build and test the project; the figures that ``c360 build`` prints.

    Raises UsageError for a wrong setting and DataError for a model or a test that failed.
    """
    registry_of(settings)
    check_engine(settings)
    if not settings.is_spark:
        return build_nodes(settings, select, full_refresh)
    with alone(settings):
        remove_leftovers(operate(settings, "known_tables", {}))
        return build_nodes(settings, select, full_refresh)


def build_nodes(settings: Settings, select: str | None, full_refresh: bool) -> dict[str, Any]:
    """Let dbt build; the figures, or the error of what failed first."""
    with NodeProgress() as progress:
        result = run_dbt(settings, arguments(settings, select, full_refresh), progress.see)
    if result.exception is not None:
        raise configuration_error(settings, str(result.exception)) from None
    results = list(getattr(result.result, "results", []))
    error = first_failure(settings, results)
    if error is not None:
        raise error
    kinds = Counter(f"{node.node.resource_type}s" for node in results)
    warned = [failed_test(settings, node) for node in results if str(node.status) == "warn"]
    return {
        "database": settings.shown(settings.warehouse),
        **{kind: kinds.get(kind, 0) for kind in ("seeds", "models", "tests")},
        "warnings": sorted(map(str, warned)),
    }
