"""A real cluster: two worker processes on the loopback address, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from scratch import call_c360, copy_project
from spark.parity import differences

CLUSTER = "local-cluster[2,1,1024]"
EXECUTOR = "CoarseGrainedExecutorBackend"
PEOPLE = 150


def executors_of(process: int) -> list[int]:
    """The running executor processes that descend from a process."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
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


def tasks_by_executor(events: Path) -> Counter:
    """Finished tasks by executor, from Spark's event logs."""
    tasks: Counter = Counter()
    for log in events.rglob("*"):
        if log.is_file() and not log.name.startswith("appstatus"):
            for line in log.read_text().splitlines():
                if line.startswith('{"Event":"SparkListenerTaskEnd"'):
                    info = json.loads(line)["Task Info"]
                    if not info["Failed"] and not info["Killed"]:
                        tasks[info["Executor ID"]] += 1
    return tasks


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration company, published by DuckDB."""
    folder = copy_project(tmp_path_factory.mktemp("cluster") / "project")
    assert call_c360(folder, "demo", "--people", str(PEOPLE)).exit_code == 0
    outcome = call_c360(folder, "run", "--published", "published_duckdb")
    assert outcome.exit_code == 0, outcome.stderr
    return folder


def test_two_executors_share_the_work_and_the_loss_of_one_is_made_good(project, tmp_path):
    events = tmp_path / "events"
    events.mkdir()
    (tmp_path / "spark-defaults.conf").write_text(
        f"spark.eventLog.enabled true\nspark.eventLog.dir file://{events}\n"
        "spark.eventLog.compress false\n"
    )
    running = subprocess.Popen(
        [
            *(sys.executable, "-m", "c360", "run", "--engine", "spark"),
            *("--spark-master", CLUSTER, "--published", "published_cluster"),
        ],
        cwd=project,
        env={**os.environ, "SPARK_CONF_DIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    marts = project / "data" / "spark" / "warehouse" / "intermediate.db"
    while not (marts / "int_identity__links").exists():
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.2)
    first = executors_of(running.pid)
    assert len(first) == 2
    os.kill(first[0], signal.SIGKILL)
    _, told = running.communicate()

    assert running.returncode == 0, told
    tasks = tasks_by_executor(events)
    assert len([executor for executor in tasks if executor != "driver"]) >= 3, tasks
    assert differences(project / "published_duckdb", project / "published_cluster") == []
