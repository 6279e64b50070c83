"""Four planted episodes that the signs of over-pressure have to find, each in whole weeks.

A week in which everybody gets five mass mailings; two weeks whose orders come back; four weeks in
which those who get the company's e-mail buy little; three weeks in which readers leave their
mailbox for the telephone. ``episodes.json`` of the truth tells when, on which channel, by which
sign; and of the sales, in which the company mails more than people like: a sign may tell of one,
and need not.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from c360.demo.plan import Plan
from c360.demo.season import is_sale

BURST_HOURS = {0: 9.0, 1: 18.0, 2: 9.0, 3: 18.0, 4: 9.0}
"""Weekday and hour (UTC) of the mass mailings of the burst."""
_RETURNS = 5.0
_TELEPHONE = ("sms", "app_push", "messenger_push")
QUIET = 0.85
"""Share of the purchases that the quiet month takes away."""


@dataclass(frozen=True)
class Episode:
    """One episode: the Mondays of its first and of its last week as days of the plan.

    ``signs`` are the signs that tell it, ``channel`` is where (``*``: on any).
    """

    name: str
    channel: str
    signs: tuple[str, ...]
    first: int
    weeks: int
    must_be_found: bool = True

    @property
    def after(self) -> int:
        """The day after its last one."""
        return self.first + 7 * self.weeks

    def covers(self, day: np.ndarray) -> np.ndarray:
        """Return which days lie in it."""
        return (np.asarray(day) >= self.first) & (np.asarray(day) < self.after)


def _monday(plan: Plan, days_ago: int) -> int:
    """Return the day number of the Monday on or before the day so many days before as_of."""
    day = plan.as_of - timedelta(days=days_ago)
    return plan.history - days_ago - day.weekday()


def burst(plan: Plan) -> Episode:
    """A week in which everybody on any list gets five mailings."""
    return Episode("burst of mass mailings", "email", ("mass mailing",), _monday(plan, 250), 1)


def quiet_month(plan: Plan) -> Episode:
    """Four weeks in which those whom e-mail reaches buy a seventh of what they would."""
    return Episode("quiet month", "email", ("sales",), _monday(plan, 160), 4)


def return_wave(plan: Plan) -> Episode:
    """Two weeks whose orders come back five times as often."""
    return Episode("return wave", "*", ("return rate",), _monday(plan, 110), 2)


def channel_shift(plan: Plan) -> Episode:
    """Three weeks in which readers of e-mail read on the telephone instead."""
    return Episode("channel shift", "email", ("channel shift",), _monday(plan, 65), 3)


def episodes(plan: Plan) -> list[Episode]:
    """Return all of them, in the order of time."""
    return [burst(plan), quiet_month(plan), return_wave(plan), channel_shift(plan)]


def sales(plan: Plan) -> list[Episode]:
    """Return the sales of the exported window, as whole weeks."""
    days = range(plan.history - plan.mailing_days, plan.history)
    dates = [plan.first_day + timedelta(days=day) for day in days]
    selling = [
        day for day, date_ in zip(days, dates, strict=True) if is_sale(date_.month, date_.day)
    ]
    firsts = [day for day in selling if day - 1 not in selling]
    lasts = [day for day in selling if day + 1 not in selling]
    rows = []
    for first, last in zip(firsts, lasts, strict=True):
        monday = first - (plan.first_day + timedelta(days=first)).weekday()
        weeks = (last - monday) // 7 + 1
        rows.append(Episode("sale", "email", (), monday, weeks, must_be_found=False))
    return rows


def told(plan: Plan) -> list[dict[str, Any]]:
    """Return the episodes as the truth tells them: weeks by the Sundays that end them."""
    rows = []
    for episode in [*episodes(plan), *sales(plan)]:
        sunday: date = plan.first_day + timedelta(days=episode.first + 6)
        ends = [(sunday + timedelta(weeks=week)).isoformat() for week in range(episode.weeks)]
        rows.append(
            {
                "name": episode.name,
                "channel": episode.channel,
                "signs": list(episode.signs),
                "must_be_found": episode.must_be_found,
                "week_ends": ends,
            }
        )
    return rows


def return_factor(plan: Plan, day: np.ndarray) -> np.ndarray:
    """Return by how much likelier what is bought on a day comes back."""
    return np.where(return_wave(plan).covers(day), _RETURNS, 1.0)


def mailbox_mood(plan: Plan, day: int) -> float:
    """Return what the log odds of an open lose on a day."""
    return -2.0 * bool(channel_shift(plan).covers(day))


def telephone_mood(plan: Plan, channel: str, day: np.ndarray) -> np.ndarray:
    """Return what the log odds of an answer on a channel gain on each day."""
    return np.where(channel_shift(plan).covers(day) & (channel in _TELEPHONE), 1.5, 0.0)
