"""A scratch copy of the dbt project, and the command line called in process."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from c360 import cli

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT_PARTS = ("dbt_project.yml", "profiles.yml", "selectors.yml")
PROJECT_FOLDERS = ("models", "macros", "seeds", "analyses", "tests/dbt")


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and what it wrote."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def error(self) -> str:
        """The last line on standard error: the one that says what went wrong."""
        lines = self.stderr.strip().splitlines()
        return lines[-1] if lines else ""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the dbt project in a folder of its own, the working folder of the test."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in PROJECT_PARTS:
        if (REPOSITORY / name).is_file():
            shutil.copy(REPOSITORY / name, folder / name)
    for name in PROJECT_FOLDERS:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, folder / name)
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("C360_")]:
        monkeypatch.delenv(name)
    return folder


@pytest.fixture
def c360(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Call ``c360`` with these arguments in the scratch project."""
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr("sys.argv", ["c360", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        written = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), written.out, written.err)

    return run
