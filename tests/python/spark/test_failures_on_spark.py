"""A build on Spark that cannot begin is refused in one line; one that is killed is made good."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from c360.spark.metastore import holder_of

CONTACTS = "record_id,first_name,updated_at\n" + "".join(
    f"files:contact:{number},Ann,2026-01-01 00:00:00\n" for number in range(50)
)
BUILD = ("build", "--engine", "spark", "--sources", "files", "--select", "stg_files__contacts_rows")


@pytest.fixture
def contacts(project: Path, c360) -> Path:
    """Fifty contacts, landed."""
    folder = project / "data" / "raw" / "files"
    folder.mkdir(parents=True)
    (folder / "contacts.csv").write_text(CONTACTS)
    outcome = c360("land", "--engine", "spark", "--sources", "files")
    assert outcome.exit_code == 0, outcome.stderr
    return folder


def start(project: Path, *arguments: str, **variables: str) -> subprocess.Popen:
    """The command as a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "c360", *arguments],
        cwd=project,
        env={**os.environ, **variables},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(build: subprocess.Popen, happened: Callable[[], bool]) -> None:
    """Wait until something happened while the command runs."""
    until = time.monotonic() + 300
    while not happened():
        assert build.poll() is None, build.stderr.read()
        assert time.monotonic() < until
        time.sleep(0.01)


def test_java_is_missing(c360, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    outcome = c360(*BUILD)
    assert outcome.exit_code == 2
    assert "error engine spark needs Java 17: JAVA_HOME is not set" in outcome.error


def test_the_port_is_taken(project, contacts):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        build = start(project, *BUILD, C360_SPARK_DRIVER_PORT=port)
        _, told = build.communicate(timeout=300)
    assert build.returncode == 2, told
    assert "Spark cannot listen on its port" in told.splitlines()[-1]
    assert "Traceback" not in told


def test_a_build_that_is_killed_is_followed_by_a_right_one(project, contacts, c360):
    metastore = project / "data" / "spark" / "metastore"
    table = project / "data" / "spark" / "warehouse" / "staging.db" / "stg_files__contacts_rows"
    build = start(project, *BUILD)
    wait_for(build, lambda: holder_of(metastore / "dbex.lck") is not None)
    refused = c360(*BUILD)
    wait_for(build, table.exists)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    until = time.monotonic() + 60
    while holder_of(metastore / "dbex.lck") is not None and time.monotonic() < until:
        time.sleep(0.1)  # Java dies after the process that started it.
    assert refused.exit_code == 2
    assert "Spark metastore data/spark/metastore is in use by process" in refused.error

    outcome = c360(*BUILD)
    assert outcome.exit_code == 0, outcome.stderr
    files = [str(file) for file in table.glob("*.parquet")]
    assert duckdb.read_parquet(files).count("*").fetchone() == (50,)
