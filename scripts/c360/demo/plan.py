"""What is to be generated: how many people, from which seed, until when, how dirty."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from c360.errors import UsageError

DAY = 86_400_000_000
"""Microseconds of a day: all times are microseconds since 1970-01-01 UTC."""


@dataclass(frozen=True)
class Dirt:
    """Share of values or rows that are spoiled, per kind of dirt; 0 everywhere is a clean export.

    Field dirt is drawn per value of a person's record, row dirt per row of a table.
    """

    name_typo: float = 0.02
    name_case: float = 0.05
    accents_lost: float = 0.25
    nickname: float = 0.04
    name_placeholder: float = 0.004
    mojibake: float = 0.003
    email_typo: float = 0.015
    email_variant: float = 0.05
    email_missing: float = 0.03
    email_placeholder: float = 0.012
    till_email: float = 0.13
    second_email: float = 0.18
    household_email: float = 0.03
    phone_style: float = 0.75
    phone_missing: float = 0.12
    phone_placeholder: float = 0.010
    household_phone: float = 0.18
    address_typo: float = 0.02
    empty_text: float = 0.02
    birth_date_placeholder: float = 0.015
    tablet: float = 0.18
    shared_device: float = 0.05
    duplicate_row: float = 0.006
    older_version: float = 0.012
    late_delivery: float = 0.008
    orphan_row: float = 0.002
    impossible_date: float = 0.001
    negative_quantity: float = 0.002
    days_after: int = 3

    @classmethod
    def level(cls, name: str) -> "Dirt":
        """Return the dirt called ``none``, ``normal`` or ``heavy`` (about three times normal)."""
        if name == "normal":
            return cls()
        if name == "none":
            return cls(**dict.fromkeys(cls.__dataclass_fields__, 0))
        if name == "heavy":
            normal = cls()
            tripled = {
                rate: min(3 * getattr(normal, rate), 0.6)
                for rate in cls.__dataclass_fields__
                if rate not in ("phone_style", "tablet", "till_email", "days_after")
            }
            return replace(normal, phone_style=0.9, tablet=0.25, till_email=0.20, **tripled)
        raise UsageError(f"--dirt is '{name}'", "choose none, normal or heavy")


@dataclass(frozen=True)
class Plan:
    """One generation: days are counted from ``first_day``; day ``last`` is ``as_of``.

    Everything that happens at or after midnight of ``as_of`` is dirt: the export ran a few
    days late (``Dirt.days_after``).
    """

    people: int
    seed: int
    as_of: date
    dirt: Dirt = field(default_factory=Dirt)
    chunk: int = 20_000
    history: int = 1096
    mailing_days: int = 730
    web_days: int = 365

    def __post_init__(self) -> None:
        if self.people < 1:
            raise UsageError(f"--people is {self.people}", "write a number of people from 1 up")
        if self.seed < 0:
            raise UsageError(f"--seed is {self.seed}", "write a whole number from 0 up")
        if self.chunk < 1:
            raise UsageError(f"--chunk is {self.chunk}", "write a number of people from 1 up")
        if not 2000 <= self.as_of.year <= 2090:
            raise UsageError(f"--as-of is {self.as_of}", "write a date between 2000 and 2090")

    @property
    def first_day(self) -> date:
        """Day 0: three years before ``as_of``."""
        return self.as_of - timedelta(days=self.history)

    @property
    def epoch(self) -> int:
        """Midnight of day 0 in microseconds."""
        return int(np.datetime64(self.first_day, "us").astype(np.int64))

    @property
    def horizon(self) -> int:
        """The first day after the world's end."""
        return self.history + self.dirt.days_after

    @property
    def end(self) -> int:
        """The moment at which the export was taken, in microseconds."""
        return self.epoch + self.horizon * DAY

    @property
    def chunks(self) -> list[tuple[int, int, int]]:
        """(number, first person, one past the last person) of each chunk."""
        starts = range(0, self.people, self.chunk)
        return [(k, s, min(s + self.chunk, self.people)) for k, s in enumerate(starts)]

    def calendar_days(self) -> np.ndarray:
        """Every day of the world as datetime64[D], index = day number."""
        return np.datetime64(self.first_day, "D") + np.arange(self.horizon + 1)
