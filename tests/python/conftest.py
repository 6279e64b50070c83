"""Fixtures for every test: a scratch copy of the dbt project, and the command line in it."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from scratch import Outcome, call_c360, copy_project

# pytest-xdist's processes run from no file. pyspark, which Great Expectations imports where it is
# installed, takes such a process for its own doctests and ends it.
if not hasattr(sys.modules["__main__"], "__file__"):
    sys.modules["__main__"].__file__ = __file__


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the dbt project in a folder of its own, the working folder of the test."""
    folder = copy_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def c360(project: Path) -> Callable[..., Outcome]:
    """Call ``c360`` with these arguments in the scratch project."""
    return partial(call_c360, project)
