"""``c360 bench identity``: the identity step and its components, beside scipy and Splink."""

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from c360.bench import graphs
from c360.bench.contestants import CONTESTANTS
from c360.bench.measure import Outcome, TookTooLongError, run_alone
from c360.console import notices
from c360.errors import C360Error
from c360.settings import Settings

MACRO = Path("macros/adapters/connected_components.sql")
SCIPY = "scipy round trip"
WHOLE_STEP = "customer_360 whole step"
UPDATE = "customer_360 1 % update"
STEPS = (WHOLE_STEP, UPDATE)


def contestants() -> list[str]:
    """Those that can run here: Splink is an extra."""
    return [name for name in CONTESTANTS if "Splink" not in name or find_spec("splink")]


def summary(outcomes: list[Outcome], scipy_seconds: float) -> dict[str, Any] | None:
    """Medians over the repeats; `ratio` is to the scipy round trip on the same links. None for who
    took too long.
    """
    if not outcomes:
        return None
    seconds = [outcome.figures["seconds"] for outcome in outcomes]
    figures = {
        "seconds": round(median(seconds), 3),
        "least": round(min(seconds), 3),
        "most": round(max(seconds), 3),
        "peak_mib": max(outcome.peak_mib for outcome in outcomes),
        "ratio": round(median(seconds) / scipy_seconds, 2),
    }
    processor = [run.figures.get("processor_seconds") for run in outcomes]
    return figures if None in processor else {**figures, "processor_seconds": median(processor)}


def shares_of_update(outcomes: dict[str, list[Outcome]]) -> dict[str, float]:
    """The update's seconds as shares of the whole step's, by the clock and of processor."""
    return {
        kind: round(
            median(run.figures[kind] for run in outcomes[UPDATE])
            / median(run.figures[kind] for run in outcomes[WHOLE_STEP]),
            3,
        )
        for kind in ("seconds", "processor_seconds")
    }


def check_partitions(outcomes: dict[str, list[Outcome]], shape: str) -> int:
    """All found the same components; their number. Raises C360Error when not."""
    found = {
        (run.figures["components"], run.figures["checksum"])
        for name, runs in outcomes.items()
        for run in runs
        if name not in STEPS
    }
    if len(found) != 1:
        raise C360Error(f"{shape}: not all found the same components: {sorted(found)}")
    return outcomes[SCIPY][0].figures["components"]


def measure_in_turn(
    runs: dict[str, Callable[[], Outcome]], repeats: int, title: str
) -> dict[str, list[Outcome]]:
    """Run each once, then each again, `repeats` times over; who takes too long leaves."""
    outcomes: dict[str, list[Outcome]] = {name: [] for name in runs}
    late: set[str] = set()
    for number in range(1, repeats + 1):
        for name, run in runs.items():
            if name in late:
                continue
            with notices.status(f"{title}: {name}, {number} of {repeats} …"):
                try:
                    outcomes[name].append(run())
                except TookTooLongError:
                    late.add(name)
                    outcomes[name].clear()
    return outcomes


def bench_shape(
    settings: Settings,
    shape: str,
    records: int,
    repeats: int,
    limit: float,
    whole_step: bool,
    memory_limit: str = "",
) -> dict[str, Any]:
    """Every contestant on one graph."""
    with tempfile.TemporaryDirectory(prefix="c360-bench-") as name:
        folder = Path(name)
        links = folder / "links.parquet"
        link_count = graphs.write_links(shape, records, links)
        given = (str(links), str(settings.project / MACRO))
        runs: dict[str, Callable[[], Outcome]] = {
            name: partial(
                run_alone,
                *("c360.bench.contestants", name, *given),
                folder=settings.project,
                limit=limit,
            )
            for name in contestants()
        }
        if whole_step:
            prepared = prepare_whole_step(settings, records, folder, limit)
            for name, run in ((WHOLE_STEP, run_whole_step), (UPDATE, run_update)):
                runs[name] = partial(run, settings, prepared, folder, limit, memory_limit)
        outcomes = measure_in_turn(runs, repeats, f"{shape}, {records:,} records")
    if not outcomes[SCIPY]:
        raise C360Error(f"{shape}: scipy took longer than {limit:.0f} s", "give a longer --limit")
    scipy_seconds = median(run.figures["seconds"] for run in outcomes[SCIPY])
    figures: dict[str, Any] = {
        "shape": shape,
        "records": records,
        "links": link_count,
        "components": check_partitions(outcomes, shape),
        "repeats": repeats,
        "limit_seconds": limit,
        "memory_limit": memory_limit,
        "results": {name: summary(runs, scipy_seconds) for name, runs in outcomes.items()},
    }
    for name, key in ((WHOLE_STEP, "models"), (UPDATE, "update_models")):
        if outcomes.get(name):
            figures[key] = {
                model: round(median(run.figures["models"][model] for run in outcomes[name]), 2)
                for model in outcomes[name][0].figures["models"]
            }
    if outcomes.get(UPDATE) and outcomes.get(WHOLE_STEP):
        figures["update"] = {
            "touched_records": outcomes[UPDATE][0].figures["touched_records"],
            "share_of_whole_step": shares_of_update(outcomes),
        }
    return figures


def prepare_whole_step(settings: Settings, records: int, folder: Path, limit: float) -> Path:
    """A warehouse in which all that the step reads is built."""
    raw, prepared = folder / "raw", folder / "prepared.duckdb"
    graphs.write_raw_files(records, raw)
    with notices.status(f"customer data, {records:,} records: landing and staging …"):
        places = ("prepare", str(settings.project), str(raw), str(prepared))
        run_alone("c360.bench.whole_step", *places, folder=settings.project, limit=limit)
    return prepared


def run_whole_step(
    settings: Settings, prepared: Path, folder: Path, limit: float, memory_limit: str
) -> Outcome:
    """The step in a copy of the prepared warehouse, which is left for the update."""
    database = folder / "warehouse.duckdb"
    shutil.copyfile(prepared, database)
    try:
        return run_task("run", settings, folder, limit, memory_limit)
    except TookTooLongError:
        database.unlink()
        raise


def run_update(
    settings: Settings, prepared: Path, folder: Path, limit: float, memory_limit: str
) -> Outcome:
    """An update where the whole step has run just before; the warehouse is deleted afterwards."""
    database = folder / "warehouse.duckdb"
    if not database.is_file():
        raise TookTooLongError("the whole step before it did")
    try:
        return run_task("update", settings, folder, limit, memory_limit)
    finally:
        database.unlink()


def run_task(
    task: str, settings: Settings, folder: Path, limit: float, memory_limit: str
) -> Outcome:
    """A task of ``whole_step`` on the folder's warehouse."""
    places = (str(settings.project), str(folder / "raw"), str(folder / "warehouse.duckdb"))
    return run_alone(
        "c360.bench.whole_step",
        *(task, *places),
        folder=settings.project,
        limit=limit,
        memory_limit=memory_limit,
    )


def bench_identity(
    settings: Settings,
    sizes: list[int],
    shapes: list[str],
    repeats: int,
    limit: float,
    whole_step: bool,
    memory_limit: str = "",
) -> list[dict[str, Any]]:
    """One result per shape and size. The whole step and its update are measured on customer data
    only, since the other shapes are no identifiers that a person could have.
    """
    return [
        bench_shape(
            settings,
            shape,
            size,
            repeats,
            limit,
            whole_step and shape == "customer data",
            memory_limit,
        )
        for size in sizes
        for shape in shapes
    ]
