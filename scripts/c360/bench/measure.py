"""Runs one thing in a process of its own: what it prints, and the most memory it held."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from c360.errors import C360Error

BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
"""The kernel's unit of a process's peak resident memory."""


POLL_SECONDS = 0.02


class TookTooLongError(C360Error):
    """A process that was ended because its time was over."""


@dataclass(frozen=True)
class Outcome:
    """What a process printed as JSON, and its peak resident memory in MiB."""

    figures: dict[str, Any]
    peak_mib: int


def run_alone(
    module: str, *arguments: str, folder: Path, limit: float, memory_limit: str = ""
) -> Outcome:
    """Run ``python -m module arguments`` in a folder, for ``limit`` seconds at most. Models are
    then built with ``memory_limit`` (2GB; DuckDB's own when empty).

    Raises TookTooLongError, and C360Error with the last line of its complaints when it fails.
    """
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=folder,
            stdout=said,
            stderr=complained,
            env={**os.environ, **({"C360_MEMORY_LIMIT": memory_limit} if memory_limit else {})},
        )
        try:
            peak = wait_for(process, limit)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        said.seek(0)
        complained.seek(0)
        if process.returncode != 0:
            lines = complained.read().strip().splitlines() or [f"exit code {process.returncode}"]
            raise C360Error(f"{module} {arguments[0]} failed: {lines[-1]}")
        return Outcome(json.loads(said.read().strip().splitlines()[-1]), peak)


def wait_for(process: subprocess.Popen, limit: float) -> int:
    """Wait until a process ends; its peak memory in MiB."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return round(usage.ru_maxrss * BYTES_PER_UNIT / 2**20)
        time.sleep(POLL_SECONDS)
    raise TookTooLongError(f"not done after {limit:.0f} s")
