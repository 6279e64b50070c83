"""dbt's unit tests of every source's and mart's rules, adapter macros, and no warning."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from c360.registry import registry_of
from c360.settings import Settings
from dbt.cli.main import dbtRunner
from scratch import call_c360, copy_project

EXPORTS = Path(__file__).resolve().parents[1] / "exports"
SOURCES = (
    "complete_journey,facebook_ads,files,ga4,google_ads,hubspot,klaviyo,mailchimp,pos,salesforce,"
    "shopify,twilio,zendesk"
)


def call_dbt(project, *arguments, registry=None):
    """Run dbt in process on a project whose exports are landed."""
    given = [*arguments, "--project-dir", str(project), "--profiles-dir", str(project)]
    given += ["--target-path", str(project / "target"), "--log-path", str(project / "logs")]
    if registry:
        given += ["--vars", json.dumps({"sources": registry})]
    return dbtRunner().invoke(["--quiet", *given])


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """All sources on: unit tests need their relations, not their rows."""
    folder = copy_project(tmp_path_factory.mktemp("unit") / "project")
    copytree(EXPORTS, folder / "data" / "raw")
    for arguments in (
        ("demo", "--people", "20"),
        ("complete-journey", "--out", "data/raw"),
        ("land", "--sources", SOURCES),
    ):
        outcome = call_c360(folder, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return folder


@pytest.fixture
def registry(project, monkeypatch):
    monkeypatch.setenv("C360_DATABASE", str(project / "data" / "warehouse.duckdb"))
    return registry_of(Settings(project=project, sources=tuple(SOURCES.split(","))))


def test_every_dbt_unit_test_passes(project, registry):
    built = call_dbt(
        project,
        "build",
        "--empty",
        "--exclude-resource-type",
        "test",
        "unit_test",
        registry=registry,
    )
    assert built.success, built.exception
    # One thread: two that compile at a time now and then trip over Python's own parser (gh-106905).
    tested = call_dbt(
        project, "test", "--threads", "1", "--select", "test_type:unit", registry=registry
    )
    results = [result for result in tested.result if result.node.resource_type == "unit_test"]
    assert [result.node.name for result in results if result.status != "pass"] == []
    assert len(results) > 100


def test_adapter_macros_give_what_they_promise(project, registry):
    """The same tests run on Spark (`dbt test --target spark --select tag:adapter`)."""
    seeded = call_dbt(project, "seed", registry=registry)
    assert seeded.success, seeded.exception
    tested = call_dbt(project, "test", "--select", "tag:adapter", registry=registry)
    assert {result.node.name: result.message for result in tested.result if result.failures} == {}
    assert tested.success, tested.exception
    assert len(tested.result.results) > 20


def test_parsing_gives_no_warning(project):
    """Deprecations and unused settings are errors."""
    parsed = call_dbt(project, "--warn-error", "parse", "--no-partial-parse")
    assert parsed.success, parsed.exception
