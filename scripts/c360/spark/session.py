"""The Spark process that dbt starts, and its end."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from c360.settings import Settings

SECONDS_TO_END = 30


def log_of(settings: Settings) -> Path:
    """Where Spark's own messages go."""
    return settings.project / "target" / "logs" / "spark.log"


def is_running() -> bool:
    """Whether this process has started Spark."""
    pyspark = sys.modules.get("pyspark")
    return pyspark is not None and pyspark.SparkContext._gateway is not None


@contextlib.contextmanager
def messages_set_aside(settings: Settings) -> Iterator[None]:
    """Give a Spark process that starts in the block its own log as standard error.

    What this process writes to standard error itself goes where it went before.
    """
    if not settings.is_spark or is_running():
        yield
        return
    log = log_of(settings)
    log.parent.mkdir(parents=True, exist_ok=True)
    terminal, before = os.dup(2), sys.stderr
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        if writes_to_terminal(before):
            sys.stderr = os.fdopen(os.dup(terminal), "w", buffering=1, encoding=before.encoding)
        yield
    finally:
        sys.stderr.flush()
        sys.stderr = before
        os.dup2(terminal, 2)
        os.close(terminal)


def writes_to_terminal(stream: object) -> bool:
    """Whether a stream is the process's own standard error."""
    try:
        return stream.fileno() == 2
    except (AttributeError, OSError, io.UnsupportedOperation):
        return False


@contextlib.contextmanager
def ends_after(settings: Settings) -> Iterator[None]:
    """Stop Spark at the end of the block."""
    try:
        yield
    finally:
        if settings.is_spark:
            stop()


def stop() -> None:
    """End the session and its process, so that the metastore is free and other settings may hold.

    Memory and addresses are given to the process when it starts: a session alone cannot change
    them.
    """
    if not is_running():
        return
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    gateway = SparkContext._gateway
    # A process that died already (killed, out of memory) answers no call.
    with contextlib.suppress(Exception):
        session = SparkSession._instantiatedSession
        if session is not None:
            session.stop()
    with contextlib.suppress(Exception):
        gateway.shutdown()
    end(gateway.proc)
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    SparkSession._instantiatedSession = None


def end(process: subprocess.Popen | None) -> None:
    """Let the process end, which it does when its input is closed; kill it when it does not."""
    if process is None:
        return
    process.stdin.close()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
