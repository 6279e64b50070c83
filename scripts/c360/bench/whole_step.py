"""The whole identity step: from raw identifiers to the ledger, as ``dbt build`` does it.

``python -m c360.bench.whole_step prepare|run PROJECT RAW DATABASE`` prints one JSON document.
"""

import json
import sys
from pathlib import Path
from typing import Any

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


def build(settings: Settings, *choice: str) -> dict[str, float]:
    """Build models without their tests; seconds of each."""
    given = [
        *common_arguments(settings, "build", "--no-write-json"),
        *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"),
        *choice,
    ]
    result = run_dbt(settings, given)
    if result.exception is not None or not result.success:
        raise C360Error(f"the bench's build failed: {result.exception or 'see target/logs'}")
    models = [node for node in result.result.results if node.node.resource_type == "model"]
    return {
        "elapsed": round(result.result.elapsed_time, 2),
        **{node.node.name: round(node.execution_time, 2) for node in models},
    }


def prepare(settings: Settings) -> dict[str, Any]:
    """Land the files and build what the step reads."""
    land(settings)
    build(settings, "--select", LEDGER, "--exclude", *STEP)
    return {}


def run(settings: Settings) -> dict[str, Any]:
    """Build the step with one model at a time, so that their seconds add up."""
    seconds = build(settings, "--threads", "1", "--select", *STEP)
    return {"seconds": seconds.pop("elapsed"), "models": seconds}


if __name__ == "__main__":
    task, *places = sys.argv[1:]
    print(json.dumps({"prepare": prepare, "run": run}[task](settings_of(*map(Path, places)))))
