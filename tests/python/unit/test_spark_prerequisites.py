"""What Spark lacks is said in one line with its remedy, before anything begins."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from c360.errors import UsageError
from c360.settings import Settings
from c360.spark import prerequisites
from c360.spark.metastore import check_free, check_not_lost

LOCK = (
    "import fcntl, sys; file = open(sys.argv[1], 'r+b'); fcntl.lockf(file, fcntl.LOCK_EX); "
    "print('locked', flush=True); sys.stdin.read()"
)


def make_java(folder: Path, version: str) -> Path:
    """A program that says it is this Java; its home folder."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2025-04-15' >&2\n")
    java.chmod(0o755)
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "metastore").mkdir()
    (tmp_path / "metastore" / "dbex.lck").touch()
    return Settings(project=tmp_path, engine="spark", spark_home=tmp_path)


@pytest.fixture
def no_java(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def test_no_java_at_all(no_java):
    with pytest.raises(UsageError, match=r"JAVA_HOME is not set and PATH has no java: install"):
        prerequisites.check_java()


def test_java_home_without_java(no_java, monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match=f"JAVA_HOME is {tmp_path}, which has no bin/java"):
        prerequisites.check_java()


@pytest.mark.parametrize(
    ("version", "told"), [("1.8.0_402", "Java 8"), ("11.0.22", "Java 11"), ("?", "openjdk version")]
)
def test_java_that_is_too_old(no_java, monkeypatch, tmp_path, version, told):
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    monkeypatch.setenv("JAVA_HOME", str(make_java(tmp_path / "old", version)))
    with pytest.raises(UsageError, match=rf"Java 17 or newer: .*/bin/java is {told}"):
        prerequisites.check_java()


@pytest.mark.parametrize("version", ["17.0.15", "21", "25.0.1"])
def test_java_that_is_new_enough(monkeypatch, tmp_path, version):
    monkeypatch.setenv("JAVA_HOME", str(make_java(tmp_path / "new", version)))
    prerequisites.check_java()


def test_java_is_found_on_the_path(monkeypatch, tmp_path):
    home = make_java(tmp_path / "new", "17.0.1")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{home}/bin:/bin:/usr/bin")
    prerequisites.check_java()


def test_a_package_that_is_not_installed():
    with pytest.raises(UsageError, match=r"needs the package no-such-package: run .*\[spark\]"):
        prerequisites.check_packages(("no-such-package",))


def test_a_metastore_in_use_is_refused_until_its_user_ends(settings):
    lock = settings.spark_home / "metastore" / "dbex.lck"
    command = [sys.executable, "-c", LOCK, str(lock)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as user:
        assert user.stdout.readline() == "locked\n"
        with pytest.raises(
            UsageError, match=rf"metastore metastore is in use by process {user.pid}"
        ):
            check_free(settings)
        user.kill()
    check_free(settings)


def test_a_metastore_that_is_gone_is_never_made_anew_over_tables(settings):
    (settings.spark_home / "warehouse" / "marts.db" / "customers").mkdir(parents=True)
    check_not_lost(settings)
    (settings.spark_home / "metastore").rename(settings.spark_home / "elsewhere")
    with pytest.raises(UsageError, match="metastore is gone, though warehouse holds tables"):
        check_not_lost(settings)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_master_that_does_not_answer(tmp_path):
    master = f"spark://127.0.0.1:{free_port()}"
    with pytest.raises(UsageError, match=f"Spark master {master} does not answer"):
        prerequisites.check_master(Settings(project=tmp_path, spark_master=master))


def test_a_master_on_another_machine_needs_to_know_ours(tmp_path, monkeypatch):
    monkeypatch.delenv("C360_SPARK_DRIVER_HOST", raising=False)
    monkeypatch.setattr(prerequisites, "answers", lambda host, port: True)
    settings = Settings(project=tmp_path, spark_master="spark://one:7077,two:7077")
    with pytest.raises(UsageError, match="C360_SPARK_DRIVER_HOST is not set"):
        prerequisites.check_master(settings)
    monkeypatch.setenv("C360_SPARK_DRIVER_HOST", "10.0.0.5")
    prerequisites.check_master(settings)


def test_a_thrift_server_that_does_not_answer(monkeypatch):
    monkeypatch.setenv("C360_SPARK_THRIFT_PORT", str(free_port()))
    with pytest.raises(UsageError, match=r"Thrift Server 127\.0\.0\.1:\d+ does not answer"):
        prerequisites.check_server()
