"""The planted episodes: where they lie, and that the people of the company live through them."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from c360.demo import campaigns as calendar
from c360.demo.campaigns import make_campaigns
from c360.demo.catalogue import make_catalogue
from c360.demo.episodes import burst, channel_shift, episodes, quiet_month, return_wave, told
from c360.demo.messaging import Simulation, make_audience
from c360.demo.people import make_people
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import category_firsts, make_purchases
from c360.demo.quiet import go_quiet, readers

PLAN = Plan(1500, 7, date(2026, 6, 30))


@pytest.mark.parametrize("as_of", [date(2026, 6, 30), date(2024, 2, 29), date(2030, 1, 1)])
def test_episodes_are_whole_weeks_apart_from_each_other(as_of):
    plan = Plan(1, 7, as_of)
    found = episodes(plan)
    for episode in found:
        weekday = (plan.first_day.weekday() + episode.first) % 7
        assert weekday == 0
        # eight weeks of baseline before the first, nothing left of the last a month before as_of
        assert plan.history - 53 * 7 < episode.first < episode.after < plan.history - 28
    for earlier, later in pairwise(found):
        assert earlier.after + 14 <= later.first


def test_the_truth_tells_the_sundays():
    rows = told(PLAN)
    assert [row["name"] for row in rows if row["must_be_found"]] == [
        "burst of mass mailings",
        "quiet month",
        "return wave",
        "channel shift",
    ]
    for row in rows:
        assert all(date.fromisoformat(day).weekday() == 6 for day in row["week_ends"])
    # two winters, two summers (one cut by the window's beginning) and two Novembers
    assert sum(row["name"] == "sale" for row in rows) == 6


def test_people_live_through_the_episodes():
    people = make_people(PLAN, 0, 0, PLAN.people)
    catalogue, plans = make_catalogue(PLAN.seed), make_campaigns(PLAN)
    bought = make_purchases(PLAN, 0, people, catalogue)
    audience = make_audience(PLAN, 0, people)
    firsts = category_firsts(bought, catalogue, len(people))
    sends = Simulation(PLAN, 0, people, audience, bought, firsts, plans).run()
    purchases = go_quiet(PLAN, 0, bought, sends)

    orders, lines = purchases.orders, purchases.lines
    assert np.all(np.diff(lines.order) >= 0)
    assert len(np.unique(lines.order)) == len(orders)
    whole = np.bincount(lines.order, weights=lines.quantity * lines.price, minlength=len(orders))
    assert np.all(whole == orders.gross)
    recovered = purchases.carts.order[purchases.carts.order >= 0]
    kept = purchases.carts.person[purchases.carts.order >= 0]
    assert np.all(orders.person[recovered] == kept)

    reached = np.isin(np.arange(len(people)), readers(PLAN, sends))

    def in_quiet_month(table):
        days = quiet_month(PLAN).covers(table.day)
        return (days & reached[table.person]).sum(), (days & ~reached[table.person]).sum()

    (buyers_before, others_before), (buyers, others) = map(in_quiet_month, (bought.orders, orders))
    assert buyers < 0.3 * buyers_before
    assert others == others_before

    back = lines.returned > 0
    wave = return_wave(PLAN).covers(orders.day[lines.order])
    assert back[wave].mean() > 3 * back[~wave].mean()

    day = (sends.moment - PLAN.epoch) // DAY
    kinds = np.array([campaign.kind for campaign in plans])[sends.campaign]
    announced = kinds == calendar.ANNOUNCEMENT
    assert np.all(burst(PLAN).covers(day[announced]))
    written_to = np.unique(sends.person[burst(PLAN).covers(day)])
    assert len(np.unique(sends.person[announced])) > 0.98 * len(written_to)

    opened = sends.opened_at > 0
    moved = channel_shift(PLAN).covers(day)
    assert opened[moved].mean() < 0.5 * opened[~moved].mean()
