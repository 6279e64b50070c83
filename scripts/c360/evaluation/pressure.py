"""Whether the pressure of a day foretells who has had enough: states against later reactions."""

from typing import Any

import duckdb

from c360.errors import DataError
from c360.settings import Settings
from c360.warehouse import connect

STATES = ("under-pressure", "balance", "over-pressure")
OUTCOMES = "intermediate.int_pressure__outcomes"

# One row per state: customers by channel, those who reacted, messages and answers.
STATES_SQL = """
select
    pressure_state,
    count(*) as judged,
    count(*) filter (where has_reacted) as reacted,
    cast(sum(solicitation_count) as bigint) as messages,
    cast(sum(response_count) as bigint) as answered
from judged
group by pressure_state
"""

# Equal scores are in one decile: 1 + the tenths of the judged that have a lower score.
DECILES_SQL = """
with ranked as (
    select
        *,
        (rank() over (order by pressure_score) - 1) / count(*) over () as share_below
    from judged
)

select
    1 + cast(floor(10 * share_below) as integer) as decile,
    min(pressure_score) as lowest_score,
    max(pressure_score) as highest_score,
    count(*) as judged,
    count(*) filter (where has_reacted) as reacted
from ranked
group by decile
order by decile
"""

# The chance that one who reacted has the higher score than one who did not, equal scores half.
AUC_SQL = """
with scores as (
    select
        pressure_score,
        count(*) filter (where has_reacted) as reacted,
        count(*) filter (where not has_reacted) as stayed
    from judged
    group by pressure_score
),

ranked as (
    select *, sum(stayed) over (order by pressure_score) as stayed_until
    from scores
)

select sum(reacted * (stayed_until - stayed / 2)) / nullif(sum(reacted) * sum(stayed), 0)
from ranked
"""


def rate(part: int, whole: int) -> float:
    """A share in [0, 1] to six digits; 0 of nothing is 0."""
    return round(part / whole, 6) if whole else 0.0


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures_of(connection: duckdb.DuckDBPyConnection, condition: str) -> dict[str, Any]:
    """Rates by state and decile and the AUC over the outcomes that fulfil a condition.

    ``auc`` is None when nobody reacted or everybody did; ``is_monotone`` tells whether the rate
    rises from state to state, over those that somebody was in.
    """
    connection.execute(
        f"create or replace temp view judged as select * from {OUTCOMES} where {condition}"
    )
    found = {row["pressure_state"]: row for row in rows_of(connection, STATES_SQL)}
    states = [found[state] for state in STATES if state in found]
    for row in states:
        row["reaction_rate"] = rate(row["reacted"], row["judged"])
        row["answer_rate"] = rate(row["answered"], row["messages"])
    deciles = rows_of(connection, DECILES_SQL)
    for row in deciles:
        row["reaction_rate"] = rate(row["reacted"], row["judged"])
        row["lowest_score"], row["highest_score"] = (
            float(row["lowest_score"]),
            float(row["highest_score"]),
        )
    rates = [row["reaction_rate"] for row in states]
    (auc,) = connection.execute(AUC_SQL).fetchone() or (None,)
    return {
        "judged": sum(row["judged"] for row in states),
        "reacted": sum(row["reacted"] for row in states),
        "auc": None if auc is None else round(float(auc), 6),
        "is_monotone": rates == sorted(rates) and len(set(rates)) > 1,
        "states": states,
        "deciles": deciles,
    }


def evaluate_pressure(settings: Settings) -> dict[str, Any]:
    """Hold the states of 28 days before ``as_of`` against the negative reactions since.

    Judged is each customer on each channel that brought a solicitation in the window. The same
    figures follow over all windows of the history (``all_windows``) and for each channel
    (``channels``).
    """
    with connect(settings, read_only=True) as connection:
        try:
            windows = connection.execute(
                f"select distinct cast(window_start_at as varchar) from {OUTCOMES} order by 1 desc"
            ).fetchall()
        except duckdb.CatalogException:
            raise DataError(
                "the warehouse holds no pressure of earlier days yet", "run `c360 build` first"
            ) from None
        if not windows:
            raise DataError(
                "nobody got a marketing message in the time of the history",
                "land touchpoints, or raise history_weeks in seeds/config/pressure_settings.csv",
            )
        last = f"window_start_at = timestamp '{windows[0][0]}'"
        channels = connection.execute(
            f"select distinct channel from {OUTCOMES} order by 1"
        ).fetchall()
        return {
            "window_start": windows[0][0],
            **figures_of(connection, last),
            "all_windows": {"windows": len(windows), **figures_of(connection, "true")},
            "channels": {
                channel: figures_of(connection, f"channel = '{channel}'") for (channel,) in channels
            },
        }
