"""What one chunk's tools export, and whose records they are."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from c360.demo.catalogue import Catalogue
from c360.demo.columns import moment, spelled_out
from c360.demo.keys import Keyring
from c360.demo.people import People
from c360.demo.plan import DAY, Plan
from c360.demo.rows import Flaws


@dataclass
class Chunk:
    """The chunk at hand: who lives in it and the keys its tools give."""

    plan: Plan
    number: int
    people: People
    catalogue: Catalogue
    keys: Keyring

    @property
    def is_first(self) -> bool:
        """Tables that all chunks share are exported with the first one."""
        return self.number == 0


@dataclass
class Export:
    """Tables by (source, table) with the dirt each can have, and the truth of their records."""

    tables: dict[tuple[str, str], tuple[pa.Table, Flaws]] = field(default_factory=dict)
    told: dict[str, list[tuple[np.ndarray, np.ndarray]]] = field(default_factory=dict)
    record_ids: list[np.ndarray] = field(default_factory=list)
    persons: list[np.ndarray] = field(default_factory=list)

    def add(self, source: str, name: str, columns: dict[str, pa.Array], flaws: Flaws) -> None:
        """Add one table."""
        self.tables[source, name] = (pa.table(columns), flaws)

    def extend(self, source: str, name: str, columns: dict[str, pa.Array]) -> None:
        """Add rows to a table that is there; columns that one of the two lacks are null in it."""
        table, flaws = self.tables[source, name]
        both = pa.concat_tables([table, pa.table(columns)], promote_options="default")
        self.tables[source, name] = (both.unify_dictionaries(), flaws)

    def column(self, source: str, name: str, column: str) -> np.ndarray:
        """Return what a tool has written in a column, as another tool would take it over."""
        return spelled_out(self.tables[source, name][0].column(column)).to_numpy()

    def known_as(self, kind: str) -> tuple[np.ndarray, np.ndarray]:
        """Return the keys of the records ``<kind>:<key>`` and whose they are."""
        keys, persons = zip(*self.told[kind], strict=True)
        return np.concatenate(keys), np.concatenate(persons)

    def tell(self, kind: str, keys: np.ndarray, person: np.ndarray) -> None:
        """Note that the records ``<kind>:<key>`` are of these people (index within the chunk)."""
        self.record_ids.append(np.array([f"{kind}:{key}" for key in keys], dtype=object))
        self.persons.append(np.asarray(person, dtype=np.int64))
        self.told.setdefault(kind, []).append((np.asarray(keys), self.persons[-1]))


def synced(plan: Plan, rng: np.random.Generator, after: np.ndarray) -> pa.Array:
    """Let the connector fetch rows within a day of their last change, at no round second."""
    delay = rng.integers(60_000_000, DAY, len(after))
    return moment(np.minimum(after + delay, plan.end + DAY // 4 + delay // 24))
