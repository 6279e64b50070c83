"""What really was: whose every record is, and why each person behaves as they do.

Kept apart from the exports; no model reads it.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from c360.demo.campaigns import LISTS
from c360.demo.catalogue import CATEGORIES
from c360.demo.export import Export
from c360.demo.geography import PLACES
from c360.demo.messaging import Audience
from c360.demo.people import People
from c360.demo.plan import DAY, Plan


class TruthFolder:
    """Appends chunk after chunk to records.parquet and people.parquet."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.writers: dict[str, pq.ParquetWriter] = {}
        self.planted: dict[str, dict[str, int]] = {}

    def _append(self, name: str, table: pa.Table) -> None:
        if name not in self.writers:
            path = self.folder / f"{name}.parquet"
            self.writers[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
        self.writers[name].write_table(table)

    def add(self, plan: Plan, people: People, audience: Audience, export: Export) -> int:
        """Append a chunk; return its number of records."""
        ids = np.array([f"P{n:08d}" for n in people.index], dtype=object)
        person = np.concatenate(export.persons)
        records = pa.table(
            {
                "record_id": pa.array(np.concatenate(export.record_ids), pa.string()),
                "person_id": pa.array(ids[person], pa.string()),
            }
        )
        self._append("records", records)
        self._append("people", _people_table(plan, people, audience, ids))
        return records.num_rows

    def count(self, table: str, planted: dict[str, int]) -> None:
        """Add up how much row dirt was planted in a table."""
        totals = self.planted.setdefault(table, {})
        for kind, rows in planted.items():
            totals[kind] = totals.get(kind, 0) + rows

    def note(self, name: str, content: Any) -> None:
        """Write something about the world as a whole to ``<name>.json``."""
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

    def close(self) -> None:
        """Finish the files."""
        for writer in self.writers.values():
            writer.close()
        self.note("planted", self.planted)


def _people_table(plan: Plan, people: People, audience: Audience, ids: np.ndarray) -> pa.Table:
    """Return one row per person with identity and latent traits."""
    traits = people.traits
    head = np.searchsorted(people.household, people.household)
    first_day = plan.epoch + traits.first_day * DAY
    moves = (people.move_day < plan.history).sum(axis=1)[people.household]
    columns = {
        "person_id": pa.array(ids, pa.string()),
        "household_id": pa.array([f"H{n:08d}" for n in people.index[head]], pa.string()),
        "first_name": pa.array(people.first_name, pa.string()),
        "last_name": pa.array(people.last_name, pa.string()),
        "birth_date": pa.array(people.birth_date.astype("datetime64[D]")),
        "language": pa.array(np.where(people.french, "fr", "en").astype(object), pa.string()),
        "country_code": pa.array([PLACES[p].country for p in people.place], pa.string()),
        "is_business": pa.array(people.business),
        "moves": pa.array(moves),
        "first_seen_at": pa.array(first_day).cast(pa.timestamp("us")),
        "last_active_day": pa.array(traits.last_day),
        "is_buyer": pa.array(traits.buys),
        "rhythm": pa.array(traits.rhythm),
        "basket_lines": pa.array(traits.lines),
        "spend": pa.array(traits.spend),
        "web_share": pa.array(traits.web_share),
        "bargain": pa.array(traits.bargain),
        "tolerance": pa.array(traits.patience),
        "warmth": pa.array(traits.warmth),
        "recovery_days": pa.array(traits.recovery_days),
        "touchiness": pa.array(traits.touchiness),
    }
    for number, category in enumerate(CATEGORIES):
        name = "taste_" + category.lower().replace(" & ", "_").replace(" ", "_")
        columns[name] = pa.array(np.ascontiguousarray(traits.taste[:, number]))
    for number, title in enumerate(LISTS):
        on_list = audience.lists[number] & (audience.subscribed_day < plan.horizon)
        columns["on_" + title.lower().replace(" ", "_")] = pa.array(on_list)
    return pa.table(columns)
