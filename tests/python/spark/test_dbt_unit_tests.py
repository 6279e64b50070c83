"""The tests that DuckDB passes in every `make test`, on Spark: dbt's unit tests of every source's
and mart's rules, and those of the adapter macros.
"""

import json
from shutil import copytree

import pytest
from c360.registry import registry_of
from c360.settings import Settings
from c360.spark import session
from dbt.cli.main import dbtRunner
from scratch import REPOSITORY, call_c360
from spark.cluster import ClusterRun

# Beside those of the demonstration company. Unit tests need their relations, not their rows.
OTHER_SOURCES = ("complete_journey", "hubspot", "mailchimp")


@pytest.fixture(scope="module")
def results(company_on_spark: ClusterRun, planned_once: None) -> list:
    """What dbt says of each test; all sources on."""
    project = company_on_spark.project
    sources = (*registry_of(Settings(project=project)), *OTHER_SOURCES)
    raw = copytree(project / "data" / "raw", project / "data" / "raw_of_all_sources")
    copytree(REPOSITORY / "tests" / "python" / "exports", raw, dirs_exist_ok=True)
    for arguments in (
        ("complete-journey", "--out", raw),
        ("land", "--engine", "spark", "--raw", raw, "--sources", ",".join(sources)),
    ):
        outcome = call_c360(project, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    settings = Settings(project=project, engine="spark", sources=sources)
    options = ["--quiet", "--vars", json.dumps({"sources": registry_of(settings)})]
    folders = [f"path:models/staging/{source}" for source in OTHER_SOURCES]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(project)
        for name, value in settings.environment().items():
            monkeypatch.setenv(name, value)
        built = dbtRunner().invoke(["run", "--empty", "--select", *folders, *options])
        assert built.success, built.exception
        tested = dbtRunner().invoke(["test", "--select", "test_type:unit", "tag:adapter", *options])
    session.stop()
    assert tested.exception is None
    return list(tested.result)


def failed(results: list) -> dict[str, str]:
    return {result.node.name: result.message for result in results if str(result.status) != "pass"}


def test_every_dbt_unit_test_passes(results):
    unit_tests = [result for result in results if result.node.resource_type == "unit_test"]
    assert failed(unit_tests) == {}
    assert len(unit_tests) > 100


def test_adapter_macros_give_what_they_promise(results):
    adapters = [result for result in results if result.node.resource_type == "test"]
    assert failed(adapters) == {}
    assert len(adapters) > 20
