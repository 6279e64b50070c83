"""The quiet month: who gets the company's e-mail buys little for four weeks."""

from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from c360.demo.chance import stream
from c360.demo.episodes import QUIET, quiet_month
from c360.demo.messaging import Sends
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import Lines, Orders, Purchases

Table = TypeVar("Table", Orders, Lines)


def go_quiet(plan: Plan, chunk: int, purchases: Purchases, marketing: Sends) -> Purchases:
    """Take away most orders of the quiet month of people whom e-mail still reached then.

    Carts that they would have recovered stay abandoned. Which e-mails they got is settled before,
    so a campaign to loyal customers may count an order that was never made.
    """
    orders, lines, carts = purchases.orders, purchases.lines, purchases.carts
    episode = quiet_month(plan)
    reads = np.isin(orders.person, readers(plan, marketing))
    chance = stream(plan.seed, "quiet month", chunk).random(len(orders))
    stays = ~(episode.covers(orders.day) & reads & (chance < QUIET))
    place = np.where(stays, np.cumsum(stays) - 1, -1)
    kept = _only(lines, stays[lines.order])
    return Purchases(
        orders=_only(orders, stays),
        lines=replace(kept, order=place[kept.order]),
        carts=replace(carts, order=np.where(carts.order < 0, -1, place[carts.order])),
    )


def readers(plan: Plan, marketing: Sends) -> np.ndarray:
    """Return the people who got a marketing e-mail in the four weeks before the quiet month."""
    day = (marketing.moment - plan.epoch) // DAY
    first = quiet_month(plan).first
    lately = (day >= first - 28) & (day < first) & ~marketing.bounced
    return np.unique(marketing.person[lately])


def _only(table: Table, rows: np.ndarray) -> Table:
    """Return some rows of a table of arrays."""
    return replace(
        table, **{field.name: getattr(table, field.name)[rows] for field in fields(table)}
    )
