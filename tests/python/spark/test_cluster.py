"""A real cluster: two worker processes on the loopback address, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from c360.settings import Settings
from scratch import call_c360
from spark.parity import differences

CLUSTER = "local-cluster[2,1,1024]"
EXECUTOR = "CoarseGrainedExecutorBackend"


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


def start_build(project: Path, spark_home: Path, configuration: Path) -> subprocess.Popen:
    """`dbt build` on the cluster, without the data tests: the marts are compared instead."""
    settings = Settings(
        project=project, engine="spark", spark_home=spark_home, spark_master=CLUSTER
    )
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "dbt.cli.main", "build", "--quiet"),
            *("--exclude-resource-type", "test", "unit_test"),
        ],
        cwd=project,
        env={**settings.environment(), "SPARK_CONF_DIR": str(configuration)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_executors_share_the_work_and_the_loss_of_one_is_made_good(company, tmp_path):
    spark_home, published = tmp_path / "spark", tmp_path / "published"
    here = ("--engine", "spark", "--spark-home", spark_home)
    landed = call_c360(company, "land", *here)
    assert landed.exit_code == 0, landed.stderr
    events = tmp_path / "events"
    events.mkdir()
    (tmp_path / "spark-defaults.conf").write_text(
        f"spark.eventLog.enabled true\nspark.eventLog.dir file://{events}\n"
        "spark.eventLog.compress false\n"
    )
    build = start_build(company, spark_home, tmp_path)
    links = spark_home / "warehouse" / "intermediate.db" / "int_identity__links"
    while not links.exists():
        assert build.poll() is None, build.stdout.read()
        time.sleep(0.2)
    first = executors_of(build.pid)
    assert len(first) == 2
    os.kill(first[0], signal.SIGKILL)
    told, _ = build.communicate()

    assert build.returncode == 0, told
    tasks = tasks_by_executor(events)
    assert len([executor for executor in tasks if executor != "driver"]) >= 3, tasks
    for command in ("audit", "publish"):
        outcome = call_c360(company, command, *here, "--published", published)
        assert outcome.exit_code == 0, outcome.stderr
    assert differences(company / "published_duckdb", published) == []
