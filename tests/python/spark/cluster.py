"""A real cluster: two worker processes on the loopback address, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from c360.settings import Settings

CLUSTER = "local-cluster[2,1,1024]"
EXECUTOR = "CoarseGrainedExecutorBackend"
# Built in the middle of the identity step; when its files appear, most of the work is still to do.
MOMENT = "intermediate.db/int_identity__links"


@dataclass(frozen=True)
class ClusterRun:
    """A project that a cluster has run from `land` to `publish`, and what the cluster did."""

    project: Path
    events: Path

    def published(self, engine: str) -> Path:
        return self.project / f"published_{engine}"

    def tasks_by_executor(self) -> Counter:
        """Finished tasks by executor, from Spark's event logs."""
        tasks: Counter = Counter()
        for log in self.events.rglob("*"):
            if log.is_file() and not log.name.startswith("appstatus"):
                for line in log.read_text().splitlines():
                    if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                        info = json.loads(line)["Task Info"]
                        if not info["Failed"] and not info["Killed"]:
                            tasks[info["Executor ID"]] += 1
        return tasks


def run_and_kill_an_executor(project: Path, events: Path) -> ClusterRun:
    """`c360 run` on the cluster; one of its two executors is killed in the middle of the build."""
    (events / "spark-defaults.conf").write_text(
        f"spark.eventLog.enabled true\nspark.eventLog.dir file://{events}\n"
        "spark.eventLog.compress false\n"
    )
    told = events / "told.txt"
    with told.open("w") as output:
        run = subprocess.Popen(
            [
                *(sys.executable, "-m", "c360", "run", "--engine", "spark"),
                *("--spark-master", CLUSTER, "--published", "published_spark"),
            ],
            cwd=project,
            env={**os.environ, "SPARK_CONF_DIR": str(events)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        table = Settings(project=project).spark_home / "warehouse" / MOMENT
        while not table.exists():
            assert run.poll() is None, told.read_text()
            time.sleep(0.2)
        first_executors = executors_of(run.pid)
        assert len(first_executors) == 2
        os.kill(first_executors[0], signal.SIGKILL)
        assert run.wait() == 0, told.read_text()
    finally:
        # A run that outlives a failed test would keep the metastore.
        run.kill()
    return ClusterRun(project, events)


def executors_of(process: int) -> list[int]:
    """The running executor processes that descend from a process."""
    # Wide twice: otherwise lines end where COLUMNS says.
    listed = subprocess.run(
        ["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    parents, executors = {}, []
    for line in listed.splitlines():
        pid, parent, command = line.split(maxsplit=2)
        parents[int(pid)] = int(parent)
        if EXECUTOR in command and "--executor-id" in command:
            executors.append(int(pid))
    return [pid for pid in executors if process in ancestors(pid, parents)]


def ancestors(pid: int, parents: dict[int, int]) -> set[int]:
    found = set()
    while pid in parents:
        pid = parents[pid]
        found.add(pid)
    return found
