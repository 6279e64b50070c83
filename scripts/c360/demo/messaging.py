"""How people take the e-mails: opens, clicks, unsubscribes, spam reports, complaints.

Day by day and send by send, a logistic hazard looks at how weary the person is (`fatigue`), how
many e-mails came in the last 7 days against what the person finds comfortable (their patience),
and how relevant this one is.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo import campaigns as calendar
from c360.demo.campaigns import BURN_IN, Campaign, flow_number
from c360.demo.chance import logistic, stream
from c360.demo.episodes import mailbox_mood
from c360.demo.fatigue import Fatigue
from c360.demo.geography import PLACE_COUNTRY
from c360.demo.people import People
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import Purchases

UNSUBSCRIBED, REPORTED_SPAM, COMPLAINED = 1, 2, 3
_REACTIONS = np.array([0.66, 0.16, 0.18])
_HOUR = 3_600_000_000
_WEEK = 7
_WIN_BACK_AFTER = 150
_CLUB_ORDERS = 6


@dataclass
class Audience:
    """Who has an e-mail profile, on which lists, since which day (far future: never)."""

    has_profile: np.ndarray
    subscribed_day: np.ndarray
    lists: np.ndarray
    dead_day: np.ndarray


@dataclass
class Sends:
    """Arrays by e-mail sent; moments are 0 where it did not happen."""

    person: np.ndarray
    campaign: np.ndarray
    moment: np.ndarray
    bounced: np.ndarray
    opened_at: np.ndarray
    clicked_at: np.ndarray
    reaction: np.ndarray
    reacted_at: np.ndarray


def make_audience(plan: Plan, chunk: int, people: People) -> Audience:
    """Decide who signed up for which list, and whose mailbox dies."""
    rng = stream(plan.seed, "audience", chunk)
    size = len(people)
    has_profile = rng.random(size) < 0.80
    signs = has_profile & (rng.random(size) < 0.86)
    day = people.traits.first_day + rng.exponential(14, size).astype(np.int64)
    lists = rng.random((3, size)) < np.array([[0.60], [0.36], [0.20]])
    lists[0, ~lists.any(axis=0)] = True
    dead = np.where(rng.random(size) < 0.05, rng.integers(0, plan.horizon, size), 10**6)
    return Audience(has_profile, np.where(signs, day, 10**6), lists, dead)


class Simulation:
    """The state of one chunk's audience while the days pass."""

    def __init__(
        self,
        plan: Plan,
        chunk: int,
        people: People,
        audience: Audience,
        purchases: Purchases,
        firsts: np.ndarray,
        campaigns: list[Campaign],
    ) -> None:
        self.plan, self.people, self.audience = plan, people, audience
        self.rng = stream(plan.seed, "messaging", chunk)
        self.campaigns = campaigns
        self.firsts = firsts
        size = len(people)
        self.active = audience.subscribed_day < 10**6
        self.daily = np.zeros((_WEEK, size), dtype=np.uint8)
        self.week = np.zeros(size, dtype=np.int16)
        self.fatigue = Fatigue(people)
        self.last_order = np.full(size, -1)
        self.order_count = np.zeros(size, dtype=np.int64)
        self.batches: list[tuple[np.ndarray, ...]] = []
        self._lay_out_days(purchases)

    def _lay_out_days(self, purchases: Purchases) -> None:
        """Sort orders and flow e-mails by day."""
        orders, carts = purchases.orders, purchases.carts
        by_day = np.argsort(orders.day, kind="stable")
        self.buyers = orders.person[by_day]
        days = np.arange(self.plan.horizon + 1)
        self.buyer_edges = np.searchsorted(orders.day[by_day], days)
        start = self.audience.subscribed_day
        signed = np.flatnonzero(start < 10**6)
        person = np.concatenate([signed] * 3 + [carts.person])
        day = np.concatenate(
            [
                start[signed],
                start[signed] + 2,
                start[signed] + 7,
                (carts.moment - self.plan.epoch) // DAY + 1,
            ]
        )
        kind = np.repeat([calendar.WELCOME, calendar.CART], [3 * len(signed), len(carts.person)])
        # a person gets one flow message of a kind a day
        order = np.lexsort((person, kind, day))
        key = np.stack([day, kind, person])[:, order]
        first = np.append(True, (key[:, 1:] != key[:, :-1]).any(axis=0)) if len(order) else order
        self.flow_day, self.flow_kind, self.flow_person = key[:, first]
        self.flow_edges = np.searchsorted(self.flow_day, days)

    def run(self) -> Sends:
        """Let the days pass and return every marketing e-mail of the exported window."""
        plan = self.plan
        start = max(0, plan.history - plan.mailing_days - BURN_IN)
        by_day: dict[int, list[int]] = {}
        for number, campaign in enumerate(self.campaigns):
            by_day.setdefault(campaign.day, []).append(number)
        self._buy(0, start)
        for day in range(start, plan.horizon):
            self._forget(day)
            self._buy(day, day + 1)
            for number in by_day.get(day, []):
                self._send(day, self._targets(day, self.campaigns[number]), number)
            self._send_flows(day)
        return self._collect(plan.epoch + (plan.history - plan.mailing_days) * DAY)

    def _forget(self, day: int) -> None:
        """Let e-mails older than 7 days drop out of the count, and people recover."""
        self.week -= self.daily[day % _WEEK]
        self.daily[day % _WEEK] = 0
        self.fatigue.rest()

    def _buy(self, day: int, until: int) -> None:
        """Note the orders of the days [day, until)."""
        buyers = self.buyers[self.buyer_edges[day] : self.buyer_edges[until]]
        np.add.at(self.order_count, buyers, 1)
        self.last_order[buyers] = until - 1

    def _targets(self, day: int, campaign: Campaign) -> np.ndarray:
        """Return who gets a campaign, by the rule of its kind."""
        audience, people = self.audience, self.people
        chosen = self.active & (audience.subscribed_day < day)
        if campaign.kind != calendar.ANNOUNCEMENT:
            chosen &= people.french == campaign.french
        if campaign.country >= 0:
            chosen &= self._countries() == campaign.country
        if campaign.kind <= calendar.FLASH:
            chosen &= audience.lists[campaign.kind]
        if campaign.kind == calendar.WIN_BACK:
            chosen &= (self.last_order >= 0) & (self.last_order < day - _WIN_BACK_AFTER)
        if campaign.kind == calendar.CLUB:
            chosen &= self.order_count >= _CLUB_ORDERS
        if campaign.category >= 0:
            chosen &= self.firsts[:, campaign.category] < day
        return np.flatnonzero(chosen)

    def _countries(self) -> np.ndarray:
        """Return each person's country, as the e-mail tool knows it."""
        return PLACE_COUNTRY[self.people.place]

    def _send_flows(self, day: int) -> None:
        """Send the day's flow e-mails, in the evening: after every campaign."""
        rows = slice(self.flow_edges[day], self.flow_edges[day + 1])
        kinds, people = self.flow_kind[rows], self.flow_person[rows]
        for kind in (calendar.WELCOME, calendar.CART):
            who = people[(kinds == kind) & self.active[people]]
            who = who[self.audience.subscribed_day[who] <= day]
            for french in (False, True):
                part = who[self.people.french[who] == french]
                self._send(day, part, int(flow_number(kind, np.array(french))))

    def _send(self, day: int, who: np.ndarray, number: int) -> None:
        """Send one campaign to people and let them react."""
        if not len(who):
            return
        rng, traits, campaign = self.rng, self.people.traits, self.campaigns[number]
        count = len(who)
        hour = campaign.hour if campaign.day >= 0 else 19 + 2 * (campaign.kind == calendar.CART)
        moment = self.plan.epoch + day * DAY + int(hour * _HOUR) + rng.integers(0, _HOUR, count)
        dead = self.audience.dead_day[who] <= day
        bounced = dead | (rng.random(count) < 0.004)
        self.active[who[dead]] = False
        self.daily[day % _WEEK, who] += ~bounced
        self.week[who] += ~bounced
        self.fatigue.tire(who[~bounced])
        taste = traits.taste[who, campaign.category] if campaign.category >= 0 else 0.15
        relevance = 1.5 * taste - 0.3 * (campaign.kind == calendar.FLASH)
        patience, warmth = traits.patience[who], traits.warmth[who]
        weary = np.minimum(self.week[who] / patience, 4.0)
        mood = mailbox_mood(self.plan, day)
        opened = rng.random(count) < logistic(-0.1 + mood + warmth + relevance - 0.45 * weary)
        clicked = opened & (
            rng.random(count) < logistic(-1.9 + 0.5 * warmth + 1.5 * relevance - 0.3 * weary)
        )
        chance = self.fatigue.leaving(who, self.week[who], relevance)
        reacts = ~bounced & (rng.random(count) < chance)
        reaction = np.where(reacts, 1 + rng.choice(3, count, p=_REACTIONS), 0)
        # of those who complain, an agent takes two out of three off the lists
        stays = (reaction == COMPLAINED) & (rng.random(count) < 1 / 3)
        self.active[who[reacts & ~stays]] = False
        self.batches.append(
            (
                who,
                np.full(count, number),
                moment,
                bounced,
                opened & ~bounced,
                clicked & ~bounced,
                reaction,
                stays,
            )
        )

    def _collect(self, window: int) -> Sends:
        """Put the batches together and place the reactions in time."""
        if not self.batches:
            empty = np.empty(0, dtype=np.int64)
            return Sends(empty, empty, empty, empty.astype(bool), empty, empty, empty, empty)
        parts = [np.concatenate(column) for column in zip(*self.batches, strict=True)]
        parts = [part[(parts[2] >= window) & (parts[2] < self.plan.end)] for part in parts]
        who, number, moment, bounced, opened, clicked, reaction, stays = parts
        rng, count = self.rng, len(who)
        delay = (rng.lognormal(0.6, 1.0, count).clip(0.02, 9) * _HOUR).astype(np.int64)
        opened_at = moment + delay
        clicked_at = opened_at + rng.integers(5_000_000, 240_000_000, count)
        reacted_at = moment + np.where(opened, delay, 2 * _HOUR) + 300_000_000
        # who complained but stays on the lists is told apart by the sign
        reaction = np.where(stays, -reaction, reaction)
        return Sends(
            who,
            number,
            moment,
            bounced,
            np.where(opened, opened_at, 0),
            np.where(clicked, clicked_at, 0),
            reaction,
            np.where(reaction != 0, reacted_at, 0),
        )


def make_transactional(
    plan: Plan, chunk: int, people: People, audience: Audience, purchases: Purchases
) -> Sends:
    """Confirm and announce each web order, whatever the lists say."""
    rng = stream(plan.seed, "transactional", chunk)
    orders = purchases.orders
    start = plan.epoch + (plan.history - plan.mailing_days) * DAY
    rows = np.flatnonzero(
        orders.web
        & (orders.moment >= start)
        & audience.has_profile[orders.person]
        & (audience.dead_day[orders.person] > orders.day)
    )
    person = np.tile(orders.person[rows], 2)
    ship = rng.integers(DAY, 3 * DAY, len(rows))
    moment = np.concatenate([orders.moment[rows] + 60_000_000, orders.moment[rows] + ship])
    kind = np.repeat([calendar.ORDER, calendar.SHIPPING], len(rows))
    number = flow_number(kind, people.french[person])
    seen = moment < plan.end
    person, moment, number = person[seen], moment[seen], number[seen]
    count = len(person)
    opened = rng.random(count) < 0.62
    delay = (rng.lognormal(0, 1.0, count).clip(0.02, 9) * _HOUR).astype(np.int64)
    clicked = opened & (rng.random(count) < 0.15)
    zero = np.zeros(count, dtype=np.int64)
    return Sends(
        person,
        number,
        moment,
        zero.astype(bool),
        np.where(opened, moment + delay, 0),
        np.where(clicked, moment + delay + 30_000_000, 0),
        zero,
        zero,
    )
