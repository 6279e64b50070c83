"""The tests of the adapter macros, which DuckDB passes in every `make test`, on Spark."""

from pathlib import Path

import pytest
from c360.settings import Settings
from c360.spark import session
from dbt.cli.main import dbtRunner
from scratch import copy_part

SEEDS = ("country_names", "identity_blocklist", "phone_dialling_rules")


def test_adapter_macros_give_what_they_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = copy_part(tmp_path / "project", models=("docs",))
    monkeypatch.chdir(project)
    for name, value in Settings(project=project, engine="spark").environment().items():
        monkeypatch.setenv(name, value)
    options = ["--target", "spark", "--quiet"]
    selected = ["--select", "tag:adapter", *(f"{seed},resource_type:seed" for seed in SEEDS)]
    built = dbtRunner().invoke(["build", *options, *selected])
    session.stop()
    assert {node.node.name: node.message for node in built.result if node.failures} == {}
    assert built.success, built.exception
    assert len(built.result.results) > 20 + len(SEEDS)
