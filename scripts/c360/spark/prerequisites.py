"""What must be there before dbt can use Spark, each with one line that says what to do."""

import os
import re
import shutil
import socket
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from c360.errors import UsageError
from c360.settings import SPARK_THRIFT, Settings
from c360.spark import session
from c360.spark.metastore import check_free, check_not_lost

OLDEST_JAVA = 17
INSTALL = "run `make .venv/.installed-spark` or `pip install 'customer-360[spark]'`"
INSTALL_THRIFT = "run `pip install 'customer-360[spark-thrift]'`"
SECONDS_TO_ANSWER = 5


def check_prerequisites(settings: Settings) -> None:
    """Raise UsageError for the first thing that Spark lacks; nothing on another engine."""
    if settings.engine == SPARK_THRIFT:
        check_packages(("dbt-spark", "PyHive"), INSTALL_THRIFT)
        check_server()
    elif settings.is_spark and not session.is_running():
        check_packages(("dbt-spark", "pyspark"))
        check_java()
        check_spark_home_variable()
        check_master(settings)
        check_free(settings)
        check_not_lost(settings)


def check_packages(names: tuple[str, ...], remedy: str = INSTALL) -> None:
    """The Python packages of an extra."""
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            raise UsageError(f"engine spark needs the package {name}", remedy) from None


def find_java() -> str:
    """The java that Spark would start; UsageError that says where it was looked for."""
    remedy = f"install Java {OLDEST_JAVA} or newer, or set JAVA_HOME to its folder"
    home = os.environ.get("JAVA_HOME")
    if home:
        java = Path(home) / "bin" / "java"
        if not os.access(java, os.X_OK):
            raise UsageError(
                f"engine spark needs Java {OLDEST_JAVA}: JAVA_HOME is {home}, "
                "which has no bin/java",
                remedy,
            )
        return str(java)
    found = shutil.which("java")
    if found is None:
        raise UsageError(
            f"engine spark needs Java {OLDEST_JAVA}: JAVA_HOME is not set and PATH has no java",
            remedy,
        )
    return found


def check_java() -> None:
    """Java is there and new enough."""
    java = find_java()
    try:
        told = subprocess.run(
            [java, "-version"], capture_output=True, text=True, check=True, timeout=60
        ).stderr
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError(f"{java} does not run ({error})", "install Java again") from None
    number = re.search(r'version "(?:1\.)?(\d+)', told)
    if number is None or int(number[1]) < OLDEST_JAVA:
        found = f"Java {number[1]}" if number else (told.splitlines() or ["nothing known"])[0]
        raise UsageError(
            f"engine spark needs Java {OLDEST_JAVA} or newer: {java} is {found}",
            "install a newer one or set JAVA_HOME to its folder",
        )


def check_spark_home_variable() -> None:
    """A variable SPARK_HOME, which pyspark obeys, names the Spark of the same version."""
    home = os.environ.get("SPARK_HOME")
    wanted = version("pyspark")
    if home and not any(Path(home, "jars").glob(f"spark-core_*-{wanted}.jar")):
        raise UsageError(
            f"SPARK_HOME is {home}, which is no Spark {wanted}", "unset it or correct it"
        )


def check_master(settings: Settings) -> None:
    """A standalone master answers, and its executors can know where this process is."""
    if not settings.spark_master.startswith("spark://"):
        return
    addresses = re.findall(r"([^,/\s]+):(\d+)", settings.spark_master.removeprefix("spark://"))
    if not any(answers(host, int(port)) for host, port in addresses):
        raise UsageError(
            f"Spark master {settings.spark_master} does not answer",
            "start it, or correct --spark-master (spark://host:port)",
        )
    is_here = all(host in ("localhost", "127.0.0.1") for host, _ in addresses)
    if not is_here and "C360_SPARK_DRIVER_HOST" not in os.environ:
        raise UsageError(
            f"C360_SPARK_DRIVER_HOST is not set, so the executors of {settings.spark_master} "
            "cannot find this process",
            "set it to this machine's address in their network",
        )


def check_server() -> None:
    """A Thrift server answers where profiles.yml looks for it."""
    host = os.environ.get("C360_SPARK_THRIFT_HOST", "127.0.0.1")
    port = os.environ.get("C360_SPARK_THRIFT_PORT", "10000")
    if not (port.isdigit() and answers(host, int(port))):
        raise UsageError(
            f"Spark Thrift Server {host}:{port} does not answer",
            "start it, or correct C360_SPARK_THRIFT_HOST and C360_SPARK_THRIFT_PORT",
        )


def answers(host: str, port: int) -> bool:
    """Whether something listens there."""
    try:
        socket.create_connection((host, port), timeout=SECONDS_TO_ANSWER).close()
    except (OSError, OverflowError):
        return False
    return True
