"""The whole identity step: from raw identifiers to the ledger, as ``dbt build`` does it.

``python -m c360.bench.whole_step TASK PROJECT RAW DATABASE`` prints one JSON document; the tasks
are ``prepare``, ``run`` and ``update``.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import duckdb

from c360.building.runner import common_arguments, run_dbt
from c360.errors import C360Error
from c360.landing.land import land
from c360.settings import DUCKDB, Settings

LEDGER = "+identity_ledger"
STEP = (
    f"{LEDGER},path:models/intermediate/identity",
    f"{LEDGER},path:models/intermediate/matching",
)
STEP += ("identity_ledger",)
"""Normalisation, hubs, links, components, limits, ids, ledger. Landing, staging and the conformed
models come before it."""


def settings_of(project: Path, raw: Path, database: Path) -> Settings:
    """A warehouse of its own for the files of one bench."""
    return Settings(
        project=project,
        raw=raw,
        database=database,
        engine=DUCKDB,
        sources=("files",),
        as_of="2026-06-30",
    )


CONTACTS = "intermediate.int_conformed__contacts"
IDENTIFIERS = "intermediate.int_conformed__identifiers"
CHANGES = (
    # Of a thousand records two are gone, four get another e-mail address and loyalty number, and
    # four are new, each a further record of a customer.
    "create temp table placed as select record_id, row_number() over (order by md5(record_id)) "
    f"as place, count(*) over () as records from {CONTACTS}",
    "create temp table gone as select record_id from placed where place <= records * 0.002",
    "create temp table edited as select record_id from placed "
    "where place > records * 0.002 and place <= records * 0.006",
    "create temp table known as select record_id from placed "
    "where place > records * 0.006 and place <= records * 0.01",
    f"delete from {IDENTIFIERS} where record_id in (from gone)",
    f"delete from {CONTACTS} where record_id in (from gone)",
    f"update {IDENTIFIERS} set identifier_value = '9' || identifier_value "
    "where identifier_type in ('email', 'loyalty_number') and record_id in (from edited)",
    f"insert into {CONTACTS} select * replace ('n' || record_id as record_id, "
    f"'n' || record_id as source_key) from {CONTACTS} where record_id in (from known)",
    f"insert into {IDENTIFIERS} select * replace ('n' || record_id as record_id, "
    "case identifier_type when 'own_id' then 'n' else '' end || identifier_value "
    f"as identifier_value) from {IDENTIFIERS} where record_id in (from known)",
)
"""SQL that changes one record of a hundred in the conformed models."""


class Watch:
    """Seconds of processor from the first node of a dbt run on, without starting and parsing."""

    def __init__(self) -> None:
        self.started: float | None = None

    def __call__(self, event: Any) -> None:
        """Look at an event of dbt."""
        if self.started is None and event.info.name == "NodeStart":
            self.started = time.process_time()

    def seconds(self) -> float:
        """Seconds of processor up to now."""
        return round(time.process_time() - (self.started or 0), 2)


def build(settings: Settings, *choice: str) -> dict[str, float]:
    """Build models without their tests; seconds of each, in all, and of processor."""
    given = [
        *common_arguments(settings, "build", "--no-write-json"),
        *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"),
        *choice,
    ]
    watch = Watch()
    result = run_dbt(settings, given, watch)
    processor_seconds = watch.seconds()
    if result.exception is not None or not result.success:
        raise C360Error(f"the bench's build failed: {result.exception or 'see target/logs'}")
    models = [node for node in result.result.results if node.node.resource_type == "model"]
    return {
        "elapsed": round(result.result.elapsed_time, 2),
        "processor": processor_seconds,
        **{node.node.name: round(node.execution_time, 2) for node in models},
    }


def prepare(settings: Settings) -> dict[str, Any]:
    """Land the files and build what the step reads."""
    land(settings)
    build(settings, "--select", LEDGER, "--exclude", *STEP)
    return {}


def run(settings: Settings) -> dict[str, Any]:
    """Build the step with one model at a time, so that their seconds add up."""
    models = build(settings, "--threads", "1", "--select", *STEP)
    seconds, processor_seconds = models.pop("elapsed"), models.pop("processor")
    return {"seconds": seconds, "processor_seconds": processor_seconds, "models": models}


def update(settings: Settings) -> dict[str, Any]:
    """Change one record of a hundred where the step has run, and build it again."""
    with duckdb.connect(str(settings.database)) as connection:
        for statement in CHANGES:
            connection.execute(statement)
    figures = run(settings)
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        reason, is_update, touched = connection.execute(
            "select reason, is_update, (select count(*) from "
            "intermediate.int_identity__touched_records) "
            "from intermediate.int_identity__update_plan"
        ).fetchone()
    if not is_update:
        raise C360Error(f"the update computed everything anew: {reason}")
    return {**figures, "touched_records": touched}


if __name__ == "__main__":
    task, *places = sys.argv[1:]
    tasks = {"prepare": prepare, "run": run, "update": update}
    print(json.dumps(tasks[task](settings_of(*map(Path, places)))))
