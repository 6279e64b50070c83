"""The shortest chain of links between the records of one customer.

Records and identifiers are the two kinds of nodes: a record leads to the identifiers it carries, an
identifier to the records that carry it. So a value on a thousand records is a thousand steps,
not half a million pairs.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Carried:
    """One row of the mart identity_links: a record carries an identifier."""

    record_id: str
    identifier_type: str
    identifier_value: str
    source: str
    tier: int
    first_seen_at: datetime | None
    last_seen_at: datetime | None

    @property
    def identifier(self) -> tuple[str, str]:
        """What two linked records have in common."""
        return self.identifier_type, self.identifier_value


@dataclass(frozen=True)
class Step:
    """One link: the same identifier on two records."""

    here: Carried
    there: Carried


def shortest_path(carried: list[Carried], starts: Iterable[str], ends: Iterable[str]) -> list[Step]:
    """The fewest links from one of ``starts`` to one of ``ends``; [] when none leads there or a
    record is in both.

    Among chains of equal length the one of the stronger tiers, then the first in text order wins,
    so that the same rows give the same answer.
    """
    by_record: dict[str, list[Carried]] = defaultdict(list)
    by_identifier: dict[tuple[str, str], list[Carried]] = defaultdict(list)
    for row in sorted(carried, key=lambda row: (row.tier, *row.identifier, row.record_id)):
        by_record[row.record_id].append(row)
        by_identifier[row.identifier].append(row)
    goals = set(ends)
    reached: dict[str, Step | None] = {}
    spread: set[tuple[str, str]] = set()
    # (links, sum of tiers, order in which it was found, record, the step that leads to it)
    waiting: list[tuple[int, int, int, str, Step | None]] = [
        (0, 0, number, record, None) for number, record in enumerate(sorted(set(starts)))
    ]
    found = len(waiting)
    while waiting:
        links, tiers, _, record, step = heapq.heappop(waiting)
        if record in reached:
            continue
        reached[record] = step
        if record in goals:
            return steps_to(record, reached)
        for here in by_record[record]:
            # An identifier is spread from once: whoever comes first comes by the best chain.
            if here.identifier in spread:
                continue
            spread.add(here.identifier)
            for there in by_identifier[here.identifier]:
                if there.record_id not in reached:
                    found += 1
                    cost = (links + 1, tiers + here.tier, found)
                    heapq.heappush(waiting, (*cost, there.record_id, Step(here, there)))
    return []


def steps_to(record: str, reached: dict[str, Step | None]) -> list[Step]:
    """The steps from a start to ``record``, in order."""
    steps: list[Step] = []
    step = reached[record]
    while step is not None:
        steps.append(step)
        step = reached[step.here.record_id]
    return steps[::-1]
