"""The demonstration company on both engines: seconds, seconds of processor (which other programs on
the machine hardly change), peak memory, and what Spark shuffles in each round of the identity step.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from c360.errors import DataError, UsageError
from c360.settings import Settings

SECONDS_BETWEEN_SAMPLES = 0.25
IDENTITY_MODELS = ("int_identity__components", "int_identity__resolved_clusters")
# Of the physical plan: the table that a statement makes.
MADE_TABLE = re.compile(r"Arguments: `spark_catalog`\.`intermediate`\.`(\w+)`")
NUMBER_AT_END = re.compile(r"(?:^|_)(\d+)$")
EVENT_LOG = """
spark.eventLog.enabled true
spark.eventLog.dir file://{folder}
spark.eventLog.compress false
"""


@dataclass(frozen=True)
class Measured:
    """One run of `c360 run`: seconds by step and in all, and the most memory held at once."""

    steps: dict[str, float]
    seconds: float
    processor_seconds: float
    peak_bytes: int


def measure_engines(
    project: Path, folder: Path, people: int, engines: tuple[str, ...], runs: int
) -> dict[str, Any]:
    """Measure each engine ``runs`` times from nothing; medians, and the shuffle of the last run.

    ``folder`` keeps the exports, the warehouses and what was published. Raises DataError when a
    run fails.
    """
    if not Path("/proc/self/status").is_file():
        raise UsageError("memory is measured through /proc", "measure on Linux")
    raw = folder / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    made = call("demo", "--people", str(people), "--out", raw, "--truth", folder / "truth")
    figures: dict[str, Any] = {"people": people, "cores": os.cpu_count(), "runs": runs}
    figures["raw_rows"] = sum(made["rows"].values())
    for engine in engines:
        found = [measure(project, folder, engine) for _ in range(runs)]
        figures[engine] = {
            "seconds": round(median(run.seconds for run in found), 1),
            "processor_seconds": round(median(run.processor_seconds for run in found), 1),
            "steps": {
                step: round(median(run.steps[step] for run in found), 1) for step in found[0].steps
            },
            "peak_bytes": round(median(run.peak_bytes for run in found)),
        }
    if "spark" in engines:
        figures["spark"]["shuffle"] = shuffle_by_round(folder / "spark" / "events")
    return figures


def measure(project: Path, folder: Path, engine: str) -> Measured:
    """One run of an engine, from nothing."""
    home = folder / engine
    shutil.rmtree(home, ignore_errors=True)
    events = home / "events"
    events.mkdir(parents=True)
    (home / "spark-defaults.conf").write_text(EVENT_LOG.format(folder=events), encoding="utf-8")
    settings = Settings(
        project=project,
        engine=engine,
        raw=folder / "raw",
        database=home / "warehouse.duckdb",
        spark_home=home,
        published=home / "published",
    )
    environment = {
        **settings.environment(),
        "C360_RAW": str(settings.raw),
        "C360_PUBLISHED": str(settings.published),
        "SPARK_CONF_DIR": str(home),
    }
    memory = PeakMemory()
    started, worked = time.perf_counter(), processor_seconds()
    with memory:
        figures = call("run", "--project", project, environment=environment, memory=memory)
    steps = {name: seconds for name, seconds in figures["seconds"].items() if name != "total"}
    return Measured(steps, time.perf_counter() - started, processor_seconds() - worked, memory.peak)


def processor_seconds() -> float:
    """Seconds of processor that all processes have used which this one started and which ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class PeakMemory:
    """The most memory that a process and its descendants (the JVM) held together, in bytes."""

    def __init__(self) -> None:
        self.peak = 0
        self.process = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN_SAMPLES):
            if self.process:
                self.peak = max(self.peak, memory_of_tree(self.process))


def memory_of_tree(process: int) -> int:
    """Resident bytes of a process and its descendants, right now."""
    parents, sizes = {}, {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue  # It has ended.
        number = int(status.parent.name)
        parents[number] = int(told["PPid"])
        sizes[number] = int(told.get("VmRSS", "0 kB").split()[0]) * 1024
    return sum(size for number, size in sizes.items() if process in lineage(number, parents))


def lineage(process: int, parents: dict[int, int]) -> Iterator[int]:
    """A process and its ancestors."""
    while process in parents:
        yield process
        process = parents[process]


def call(
    *arguments: str | Path,
    environment: dict[str, str] | None = None,
    memory: PeakMemory | None = None,
) -> dict[str, Any]:
    """The figures of a ``c360`` command in a process of its own; DataError when it fails."""
    with subprocess.Popen(
        [sys.executable, "-m", "c360", *map(str, arguments), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        if memory is not None:
            memory.process = running.pid
        stdout, stderr = running.communicate()
    if running.returncode:
        said = (stderr.strip().splitlines() or ["no message"])[-1]
        raise DataError(f"c360 {arguments[0]} failed ({said})", "run it by itself")
    return json.loads(stdout)


def shuffle_by_round(events: Path) -> list[dict[str, Any]]:
    """Bytes and rows that each round of the identity step wrote for its shuffles, in order.

    A join with a small side is broadcast and shuffles nothing.
    """
    rounds: dict[tuple[str, str], dict[str, Any]] = {}
    waiting: list[tuple[int, int]] = []
    for table, written, rows in shuffle_by_table(events):
        model = next((name for name in IDENTITY_MODELS if table.startswith(name)), None)
        if model is None:
            continue
        waiting.append((written, rows))
        step = step_of(table.removeprefix(model))
        if step is None:
            continue  # It belongs to the round of the next numbered table.
        found = rounds.setdefault(
            (model, step), {"model": model, "step": step, "bytes": 0, "rows": 0}
        )
        found["bytes"] += sum(written for written, _ in waiting)
        found["rows"] += sum(rows for _, rows in waiting)
        waiting = []
    return list(rounds.values())


def step_of(what: str) -> str | None:
    """The step that a table of a round closes or belongs to; None when a later table tells it."""
    if not what:
        return "result"
    if what.startswith("__round_roots_"):
        return "pointers followed to the root"
    number = NUMBER_AT_END.search(what.removeprefix("__round_"))
    if number is None:
        return None
    return "links collapsed" if number[1] == "0" else f"round {number[1]}"


def shuffle_by_table(events: Path) -> list[tuple[str, int, int]]:
    """Each table that Spark made, in order, with the bytes and rows shuffled for it."""
    tables: dict[tuple[Path, int], str] = {}
    statements: dict[tuple[Path, int], int] = {}
    shuffled: dict[tuple[Path, int], list[int]] = {}
    for log, event in read_events(events):
        kind = event["Event"].rsplit(".", 1)[-1]
        if kind == "SparkListenerSQLExecutionStart":
            made = MADE_TABLE.search(event["physicalPlanDescription"])
            if made:
                tables[log, event["executionId"]] = made[1]
        elif kind == "SparkListenerJobStart":
            statement = event["Properties"].get("spark.sql.execution.root.id")
            if statement is not None:
                for stage in event["Stage IDs"]:
                    statements[log, stage] = int(statement)
        elif kind == "SparkListenerTaskEnd" and (log, event["Stage ID"]) in statements:
            written = (event.get("Task Metrics") or {}).get("Shuffle Write Metrics", {})
            total = shuffled.setdefault((log, statements[log, event["Stage ID"]]), [0, 0])
            total[0] += written.get("Shuffle Bytes Written", 0)
            total[1] += written.get("Shuffle Records Written", 0)
    return [(table, *shuffled.get(key, (0, 0))) for key, table in tables.items()]


def read_events(events: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The events of Spark's logs, each with the folder of its application."""
    for log in sorted(events.rglob("events_*"), key=lambda path: path.stat().st_mtime):
        with log.open(encoding="utf-8") as lines:
            for line in lines:
                yield log.parent, json.loads(line)
