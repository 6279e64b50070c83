"""Fixtures of the tests that start Spark. They need Java 17 and the extra `spark`: without, they
fail with what `c360` says about it; nothing is skipped."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from c360.building.operations import operate
from c360.settings import Settings
from c360.spark import session
from c360.spark.prerequisites import check_java, check_packages
from scratch import Outcome, call_c360, copy_own_files_part

JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=512m -XX:+UseParallelGC "
    "-XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
)


@pytest.fixture(scope="session", autouse=True)
def spark_is_there() -> Iterator[None]:
    """Java compiles lightly in these tests: most of what Spark does in them it does once.

    The 48 MB for compiled code that come with this are full after a minute; from there on Java
    would compile nothing at all. Neither does it verify the classes of Spark's own files.
    """
    check_packages(("dbt-spark", "pyspark"))
    check_java()
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("JAVA_TOOL_OPTIONS", JAVA_OPTIONS)
        yield


@pytest.fixture(scope="module")
def planned_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spark plans each query before it runs and not again at each of its shuffles, which costs more
    than it gains on a handful of rows.
    """
    folder = tmp_path_factory.mktemp("planned_once")
    (folder / "spark-defaults.conf").write_text("spark.sql.adaptive.enabled false\n")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SPARK_CONF_DIR", str(folder))
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The part of the project that brings a person's own files to the contracts."""
    folder = copy_own_files_part(tmp_path / "project")
    declared = folder / "dbt_project.yml"
    registry = "  sources: {files: [contacts, identifiers]}\n"
    declared.write_text(re.sub(r"  sources:\n(    .*\n)+", registry, declared.read_text()))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def c360(project: Path) -> Callable[..., Outcome]:
    """Call ``c360`` with these arguments in the scratch project."""
    return partial(call_c360, project)


@pytest.fixture
def ask(project: Path) -> Callable[[str], dict[str, str]]:
    """The first row that Spark finds for a query, as text by column."""
    settings = Settings(project=project, engine="spark")

    def answer(query: str) -> dict[str, str]:
        return operate(settings, "first_rows", {"query": query, "most": 1})[0]

    yield answer
    session.stop()
