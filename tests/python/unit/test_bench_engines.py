"""What `c360 bench engines` reads out of Spark's event log, and the memory of a process tree."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from c360.bench.engines import memory_of_tree, shuffle_by_round
from c360.commands.bench import engines
from c360.errors import UsageError

COMPONENTS = "int_identity__components"


def statement(number: int, table: str, written: list[int]) -> list[dict]:
    """The events of a statement that makes a table, one job with these shuffles."""
    made = f"Arguments: `spark_catalog`.`intermediate`.`{table}`, ErrorIfExists"
    plan = f"(2) CreateDataSourceTableAsSelectCommand\n{made}"
    return [
        {
            "Event": "org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart",
            "executionId": number,
            "physicalPlanDescription": plan,
        },
        {
            "Event": "SparkListenerJobStart",
            "Stage IDs": [number],
            "Properties": {"spark.sql.execution.root.id": str(number)},
        },
        *(
            {
                "Event": "SparkListenerTaskEnd",
                "Stage ID": number,
                "Task Metrics": {
                    "Shuffle Write Metrics": {
                        "Shuffle Bytes Written": 10 * rows,
                        "Shuffle Records Written": rows,
                    }
                },
            }
            for rows in written
        ),
    ]


@pytest.fixture
def events(tmp_path: Path) -> Path:
    tables = [
        (f"{COMPONENTS}__round_vertices", [1]),
        (f"{COMPONENTS}__round_edges_0", [2, 3]),
        (f"{COMPONENTS}__round_pointers_1", [4]),
        ("int_conformed__contacts", [1000]),
        (f"{COMPONENTS}__round_edges_1", [5]),
        (f"{COMPONENTS}__round_roots_0", [6]),
        (f"{COMPONENTS}__round_roots_1", [7]),
        (COMPONENTS, []),
        ("int_identity__resolved_clusters__round_links", [8]),
        ("int_identity__resolved_clusters__round_1", [9]),
    ]
    log = tmp_path / "eventlog_v2_local-1" / "events_1_local-1"
    log.parent.mkdir()
    found = [
        event
        for number, (table, written) in enumerate(tables)
        for event in statement(number, table, written)
    ]
    log.write_text("\n".join(map(json.dumps, [{"Event": "SparkListenerLogStart"}, *found])))
    return tmp_path


def test_every_round_has_the_shuffles_of_its_tables(events):
    found = {(row["model"], row["step"]): row["rows"] for row in shuffle_by_round(events)}
    assert found == {
        (COMPONENTS, "links collapsed"): 6,
        (COMPONENTS, "round 1"): 9,
        (COMPONENTS, "pointers followed to the root"): 13,
        (COMPONENTS, "result"): 0,
        ("int_identity__resolved_clusters", "round 1"): 17,
    }
    assert shuffle_by_round(events)[0]["bytes"] == 60


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_memory_of_a_process_is_that_of_its_descendants_too():
    """A child holds 100 MB that its parent does not."""
    holds = (
        "import sys; held = bytearray(100_000_000); print('ready', flush=True); sys.stdin.read()"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {holds!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        running.stdout.readline()
        assert memory_of_tree(running.pid) > 100_000_000
        running.stdin.close()


def test_an_engine_without_measure_is_refused():
    with pytest.raises(UsageError, match="engine 'spark_thrift' cannot be measured"):
        engines(people=10, engine=["spark_thrift"])
