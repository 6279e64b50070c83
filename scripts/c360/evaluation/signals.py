"""Whether the signs of over-pressure find the episodes that were planted, and cry wolf seldom."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError, UsageError
from c360.settings import Settings
from c360.warehouse import connect

ANY = "*"
SHIFT = "channel shift"
WEEKS_A_YEAR = 52
# People who were wearied stay so for some weeks.
ECHO = timedelta(weeks=2)

ALERTS_SQL = """
select
    brand,
    channel,
    case when is_channel_shift then 'channel shift' else sign end as sign,
    week_end_date,
    cast(value as double) as value,
    cast(baseline as double) as baseline,
    cast(robust_z as double) as robust_z
from marts.pressure_signals
where signal_state = 'alert' or is_channel_shift
order by week_end_date, channel, sign, brand
"""
JUDGED_SQL = """
select channel, count(distinct week_end_date)
from marts.pressure_signals
where is_judged
group by channel
order by channel
"""


@dataclass(frozen=True)
class Episode:
    """A planted episode; ``channel`` is ``*`` where any will do.

    One that need not be found still explains its alerts.
    """

    name: str
    channel: str
    signs: tuple[str, ...]
    week_ends: tuple[date, ...]
    must_be_found: bool

    def is_found_by(self, alert: dict[str, Any]) -> bool:
        """Whether an alert is this episode: its sign, its channel, one of its weeks."""
        return (
            alert["sign"] in self.signs
            and self.channel in (ANY, alert["channel"])
            and alert["week_end_date"] in self.week_ends
        )

    def explains(self, alert: dict[str, Any]) -> bool:
        """Whether an alert comes of this episode: in its weeks or the two after, where it was on
        the same channel or told by the same sign."""
        lasts = self.week_ends[0] <= alert["week_end_date"] <= self.week_ends[-1] + ECHO
        return lasts and (self.channel in (ANY, alert["channel"]) or alert["sign"] in self.signs)


def read_episodes(truth: Path) -> list[Episode]:
    """The episodes of a truth's episodes.json; UsageError when it is none."""
    if not truth.is_file():
        raise UsageError(f"{truth} is no file", "run `c360 demo` first, or name it with --truth")
    try:
        return [
            Episode(
                name=row["name"],
                channel=row["channel"],
                signs=tuple(row["signs"]),
                week_ends=tuple(sorted(date.fromisoformat(week) for week in row["week_ends"])),
                must_be_found=bool(row.get("must_be_found", True)),
            )
            for row in json.loads(truth.read_text(encoding="utf-8"))
        ]
    except (ValueError, KeyError, TypeError):
        raise UsageError(
            f"{truth} does not tell episodes (name, channel, signs, week_ends)",
            "name the episodes.json that `c360 demo` writes",
        ) from None


def told(alert: dict[str, Any]) -> dict[str, Any]:
    """An alert as JSON can tell it."""
    return {**alert, "week_end_date": alert["week_end_date"].isoformat()}


def read_signals(settings: Settings) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """The alerts and channel shifts of the mart, and the judged weeks of each channel."""
    with connect(settings, read_only=True) as connection:
        try:
            cursor = connection.execute(ALERTS_SQL)
        except duckdb.CatalogException:
            raise DataError(
                "the warehouse holds no pressure_signals yet", "run `c360 build` first"
            ) from None
        names = [column[0] for column in cursor.description]
        alerts = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return alerts, dict(connection.execute(JUDGED_SQL).fetchall())


def evaluate_signals(settings: Settings, truth: Path) -> dict[str, Any]:
    """Hold the alerts of ``pressure_signals`` against the planted episodes.

    An episode is found when one of its signs is an alert (or the channel shift is told) on its
    channel in one of its weeks. An alert that no episode explains is false; they are counted per
    channel and per year of judged weeks.
    """
    planted = read_episodes(truth)
    alerts, weeks = read_signals(settings)
    false = [
        alert
        for alert in alerts
        if alert["sign"] != SHIFT and not any(episode.explains(alert) for episode in planted)
    ]
    episodes = []
    for episode in (episode for episode in planted if episode.must_be_found):
        found = [told(alert) for alert in alerts if episode.is_found_by(alert)]
        episodes.append(
            {
                "name": episode.name,
                "channel": episode.channel,
                "weeks": [week.isoformat() for week in episode.week_ends],
                "is_found": bool(found),
                "found": found,
            }
        )
    years = sum(weeks.values()) / WEEKS_A_YEAR
    return {
        "episodes": episodes,
        "planted": len(episodes),
        "found": sum(episode["is_found"] for episode in episodes),
        "explained_alerts": sum(alert["sign"] != SHIFT for alert in alerts) - len(false),
        "false_alerts": len(false),
        "channel_years": round(years, 2),
        "false_alerts_per_channel_year": round(len(false) / years, 4) if years else 0.0,
        "false_by_channel": {
            channel: sum(alert["channel"] == channel for alert in false) for channel in weeks
        },
        "false": [told(alert) for alert in false],
    }
