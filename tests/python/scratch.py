"""A scratch copy of the dbt project, and the command line called in it, in process."""

import io
import os
import shutil
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from c360 import cli
from c360.console import notices, screen

REPOSITORY = Path(__file__).resolve().parents[2]
# Rich asks for the width of the terminal once, which is another for each of pytest's processes.
screen.width = notices.width = 200
PROJECT_FILES = ("dbt_project.yml", "profiles.yml", "selectors.yml")
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


def copy_project(folder: Path) -> Path:
    """Copy what dbt reads into a new folder; the folder."""
    folder.mkdir(parents=True)
    for name in PROJECT_FILES:
        if (REPOSITORY / name).is_file():
            shutil.copy(REPOSITORY / name, folder / name)
    for name in PROJECT_FOLDERS:
        if (REPOSITORY / name).is_dir():
            shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def copy_part(folder: Path, models: tuple[str, ...], tests: tuple[str, ...] = ()) -> Path:
    """Copy the project with only these folders of models and these singular tests, and without
    analyses: dbt parses a part in a fraction of the time; the folder.
    """
    copy_project(folder)
    shutil.rmtree(folder / "analyses", ignore_errors=True)
    shutil.rmtree(folder / "models")
    for name in models:
        shutil.copytree(REPOSITORY / "models" / name, folder / "models" / name)
    singular = folder / "tests" / "dbt" / "singular"
    for test in singular.iterdir():
        if test.stem not in tests:
            test.unlink()
    return folder


def copy_own_files_part(folder: Path) -> Path:
    """Copy the part of the project that brings a person's own files to the contracts."""
    return copy_part(
        folder,
        models=("docs", "staging/files", "staging/landing", "intermediate/conformed"),
        tests=("most_rows_can_be_used",),
    )


def call_c360(project: Path, *arguments: str | Path) -> Outcome:
    """Call ``c360`` with these arguments, the project being the working folder."""
    stdout, stderr = io.StringIO(), io.StringIO()
    environment = {key: text for key, text in os.environ.items() if not key.startswith("C360_")}
    with (
        chdir(project),
        mock.patch.dict(os.environ, {**environment, "COLUMNS": "200"}, clear=True),
        mock.patch.object(sys, "argv", ["c360", *map(str, arguments)]),
        redirect_stdout(stdout),
        redirect_stderr(stderr),
    ):
        try:
            cli.main()
            exit_code = 0
        except SystemExit as ended:
            exit_code = int(ended.code or 0)
    return Outcome(exit_code, stdout.getvalue(), stderr.getvalue())
