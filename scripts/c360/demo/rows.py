"""How rows get dirty on their way: delivered twice, late, without a parent, with absurd values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from c360.demo.columns import MOMENT, spelled_out
from c360.demo.plan import DAY, Plan

BAD_MOMENTS = ["1900-01-01", "2099-12-31", "0001-01-01"]
BAD_TEXT_DATES = ["31/02/2025", "01/01/1900", "00/00/0000", "31/12/2099"]
_SYNCED = "_fivetran_synced"

Maker = Callable[[int], pa.Array]


@dataclass
class Flaws:
    """Which dirt a table can have.

    ``date`` gets impossible dates; ``updated`` makes older versions, with ``older`` values;
    ``orphan`` and ``negative`` rows are copies with the given columns made anew (``negative``
    columns change sign); ``order_by`` is how the tool sorts its export; an ``exact`` table is
    too small and still to have any dirt.
    """

    date: str | None = None
    updated: str | None = None
    created: str | None = None
    older: dict[str, object] = field(default_factory=dict)
    orphan: dict[str, Maker] = field(default_factory=dict)
    negative: list[str] = field(default_factory=list)
    fresh: dict[str, Maker] = field(default_factory=dict)
    order_by: tuple[str, ...] = (_SYNCED,)
    exact: bool = False


def spoil_rows(
    plan: Plan, rng: np.random.Generator, table: pa.Table, flaws: Flaws
) -> tuple[pa.Table, dict[str, int]]:
    """Plant the row dirt that a table can have; return it as exported, with the counts planted."""
    dirt = plan.dirt
    planted: dict[str, int] = {}
    table = _with_plain_text(table, flaws)
    real = 0 if flaws.exact else table.num_rows

    def some(rate: float, rows: int = real) -> np.ndarray:
        return np.sort(rng.choice(rows, min(ceil(rate * rows), rows), replace=False))

    if flaws.date and real:
        spots = some(dirt.impossible_date)
        table = _impossible_dates(rng, table, flaws.date, spots)
        planted["impossible_date"] = len(spots)
    extra = []
    if flaws.orphan and real:
        spots = some(dirt.orphan_row)
        extra.append(_made_anew(table.take(spots), flaws.fresh | flaws.orphan))
        planted["orphan_row"] = len(spots)
    if flaws.negative and real:
        spots = some(dirt.negative_quantity)
        extra.append(_negated(_made_anew(table.take(spots), flaws.fresh), flaws.negative))
        planted["negative_quantity"] = len(spots)
    if flaws.updated and real:
        spots = some(dirt.older_version)
        older = _older_versions(rng, table.take(spots), flaws)
        extra.append(older)
        planted["older_version"] = older.num_rows
    table = pa.concat_tables([table, *extra])
    if _SYNCED in table.column_names and real:
        spots = some(dirt.late_delivery, table.num_rows)
        table = _delivered_late(plan, rng, table, spots)
        planted["late_delivery"] = len(spots)
    if real:
        spots = some(dirt.duplicate_row, table.num_rows)
        table = pa.concat_tables([table, table.take(spots)])
        planted["duplicate_row"] = len(spots)
    return _sorted(table, flaws.order_by), planted


def _with_plain_text(table: pa.Table, flaws: Flaws) -> pa.Table:
    """Spell out the columns that dirt changes or that the tool sorts by."""
    touched = {flaws.date, flaws.updated, *flaws.older, *flaws.orphan, *flaws.fresh}
    for name in table.column_names:
        if name in touched or name in flaws.negative or name in flaws.order_by:
            column = spelled_out(table.column(name))
            spot = table.column_names.index(name)
            table = table.set_column(spot, pa.field(name, column.type), column)
    return table


def _set(table: pa.Table, name: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    """Replace one column."""
    spot = table.column_names.index(name)
    return table.set_column(spot, table.schema.field(name), values)


def _scatter(table: pa.Table, name: str, spots: np.ndarray, values: pa.Array) -> pa.Table:
    """Replace the values of one column in some rows (``spots`` ascending)."""
    mask = np.zeros(table.num_rows, dtype=bool)
    mask[spots] = True
    column = table.column(name).combine_chunks()
    return _set(table, name, pc.replace_with_mask(column, mask, values))


def _impossible_dates(
    rng: np.random.Generator, table: pa.Table, name: str, spots: np.ndarray
) -> pa.Table:
    """Overwrite dates by ones that cannot be."""
    kind = table.schema.field(name).type
    if kind == pa.string():
        values = pa.array(BAD_TEXT_DATES)
    else:
        values = pa.array(np.array(BAD_MOMENTS, dtype="datetime64[us]")).cast(kind)
    return _scatter(
        table, name, spots, values.take(pa.array(rng.integers(0, len(values), len(spots))))
    )


def _made_anew(rows: pa.Table, makers: dict[str, Maker]) -> pa.Table:
    """Give copied rows new keys or parents."""
    for name, maker in makers.items():
        rows = _set(
            rows, name, spelled_out(maker(rows.num_rows)).cast(rows.schema.field(name).type)
        )
    return rows


def _negated(rows: pa.Table, names: list[str]) -> pa.Table:
    """Turn quantities and amounts negative."""
    for name in names:
        column = rows.column(name)
        if column.type == pa.string():
            rows = _set(rows, name, pc.binary_join_element_wise("-", column, ""))
        else:
            rows = _set(rows, name, pc.negate(column).cast(column.type))
    return rows


def _older_versions(rng: np.random.Generator, rows: pa.Table, flaws: Flaws) -> pa.Table:
    """Go back to what the row was before its last update, as a connector delivers it again."""
    for name, value in flaws.older.items():
        kind = rows.schema.field(name).type
        rows = _set(rows, name, pa.repeat(pa.scalar(value, kind), rows.num_rows))
    name = flaws.updated
    if rows.schema.field(name).type == pa.string():
        return _older_text_versions(rng, rows, name, flaws.created)
    now = rows.column(name).cast(pa.int64()).to_numpy()
    earlier = now - rng.integers(3_600, 90 * 86_400, len(now)) * 1_000_000
    if flaws.created:
        # never before the row existed; rows that were never updated have no older version
        created = rows.column(flaws.created).cast(pa.int64()).to_numpy()
        earlier = np.maximum(earlier, created)
    older = _set(rows, name, pa.array(earlier).cast(MOMENT))
    return older.filter(pa.array(earlier < now))


def _older_text_versions(
    rng: np.random.Generator, rows: pa.Table, name: str, created: str
) -> pa.Table:
    """Go back with dates that are text: never before the row existed, none without an update."""
    now, since = (_days(rows.column(column).to_pylist()) for column in (name, created))
    earlier = np.maximum(now - rng.integers(1, 200, len(now)), since)
    dates = ["/".join(reversed(str(day).split("-"))) for day in earlier]
    older = _set(rows, name, pa.array(dates, pa.string()))
    return older.filter(pa.array(earlier < now))


def _days(dates: list[str]) -> np.ndarray:
    """Read dates dd/mm/yyyy; one that cannot be is far away, so that no version is made of it."""
    days = []
    for text in dates:
        day, month, year = text.split("/")
        try:
            days.append(np.datetime64(f"{year}-{month}-{day}"))
        except ValueError:
            days.append(np.datetime64("2200-01-01"))
    return np.array(days, dtype="datetime64[D]")


def _delivered_late(
    plan: Plan, rng: np.random.Generator, table: pa.Table, spots: np.ndarray
) -> pa.Table:
    """Delay the delivery of some rows by 5 to 45 days (not beyond the export)."""
    moments = table.column(_SYNCED).take(pa.array(spots)).cast(pa.int64()).to_numpy()
    late = np.minimum(moments + rng.integers(5 * DAY, 45 * DAY, len(spots)), plan.end + DAY // 4)
    return _scatter(table, _SYNCED, spots, pa.array(late).cast(MOMENT))


def _sorted(table: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """Sort as the tool does; the sort is stable, ties keep their order."""
    return table.take(pc.sort_indices(table, sort_keys=[(name, "ascending") for name in names]))
