"""What people buy, bring back and leave in the cart.

A person's orders are a renewal process in "season time": gaps are gamma distributed around the
person's own rhythm, and season time runs faster on days on which everybody buys more.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo import geography
from c360.demo.catalogue import CATEGORIES, PRICE_FACTOR, Catalogue
from c360.demo.chance import pick_rows, positions, stream
from c360.demo.episodes import return_factor
from c360.demo.people import People, local_moment
from c360.demo.plan import DAY, Plan
from c360.demo.season import hours, intensity

_REGULARITY = 1.5
"""Shape of the gaps: 1 is without memory, higher is more regular."""


@dataclass
class Orders:
    """Arrays by order (in order of person, time); amounts are cents of the order's currency.

    ``settled`` is the moment of the last return (0: none).
    """

    person: np.ndarray
    day: np.ndarray
    moment: np.ndarray
    web: np.ndarray
    store: np.ndarray
    country: np.ndarray
    gross: np.ndarray
    discount: np.ndarray
    refunded: np.ndarray
    settled: np.ndarray

    def __len__(self) -> int:
        return len(self.person)


@dataclass
class Lines:
    """Arrays by order line; ``returned`` units come back at ``returned_at`` (0: never)."""

    order: np.ndarray
    number: np.ndarray
    variant: np.ndarray
    quantity: np.ndarray
    price: np.ndarray
    discount: np.ndarray
    returned: np.ndarray
    returned_at: np.ndarray

    @property
    def net(self) -> np.ndarray:
        """Cents paid for the line."""
        return self.quantity * self.price - self.discount


@dataclass
class Carts:
    """Arrays by abandoned cart; ``order`` is the order that recovered it (-1: none)."""

    person: np.ndarray
    moment: np.ndarray
    variant: np.ndarray
    quantity: np.ndarray
    price: np.ndarray
    order: np.ndarray


@dataclass
class Purchases:
    """Everything bought or nearly bought by the people of one chunk."""

    orders: Orders
    lines: Lines
    carts: Carts


def make_purchases(plan: Plan, chunk: int, people: People, catalogue: Catalogue) -> Purchases:
    """Let the people of a chunk shop until the end of the world."""
    rng = stream(plan.seed, "purchases", chunk)
    person, day = _order_days(plan, rng, people)
    traits = people.traits
    web = rng.random(len(person)) < traits.web_share[person]
    home, period = people.address_of(person, day)
    place = people.address_place[home, period]
    hour = np.where(web, hours(rng, len(person), False), hours(rng, len(person), True))
    moment = local_moment(plan, day, hour, geography.PLACE_BEHIND[place])
    seen = moment < plan.end
    person, day, web, place, moment = (a[seen] for a in (person, day, web, place, moment))
    lines = _make_lines(plan, rng, people, catalogue, person, day, moment, place)
    count = len(person)
    settled = np.zeros(count, dtype=np.int64)
    np.maximum.at(settled, lines.order, lines.returned_at)
    orders = Orders(
        person=person,
        day=day,
        moment=moment,
        web=web,
        store=geography.NEAREST_STORE[place],
        country=geography.PLACE_COUNTRY[place],
        gross=_per_order(lines, lines.quantity * lines.price, count),
        discount=_per_order(lines, lines.discount, count),
        refunded=_per_order(lines, refund_cents(lines), count),
        settled=settled,
    )
    return Purchases(orders, lines, _make_carts(plan, rng, people, catalogue, orders))


def refund_cents(lines: Lines) -> np.ndarray:
    """Return the cents paid back per line: the share of its net amount that came back."""
    return lines.net * lines.returned // lines.quantity


def _per_order(lines: Lines, amounts: np.ndarray, orders: int) -> np.ndarray:
    """Add up cents by order (exact: far below 2^53)."""
    return np.bincount(lines.order, weights=amounts, minlength=orders).astype(np.int64)


def _order_days(
    plan: Plan, rng: np.random.Generator, people: People
) -> tuple[np.ndarray, np.ndarray]:
    """Return (person, day) of every order, by person and time."""
    traits = people.traits
    clock = np.concatenate([[0.0], np.cumsum(intensity(plan))])
    start = clock[traits.first_day]
    stop = clock[traits.last_day.clip(0, plan.horizon)]
    mean_gap = 365.25 / traits.rhythm
    expected = (stop - start) / mean_gap
    # room for four standard deviations more than expected; what is too much is cut below
    room = np.where(traits.buys, np.ceil(expected + 4 * np.sqrt(expected) + 3), 0).astype(np.int64)
    person = np.repeat(np.arange(len(people)), room)
    gaps = rng.gamma(_REGULARITY, 1.0, len(person)) * (mean_gap / _REGULARITY)[person]
    # the first order is what made most people customers: it comes at once
    gaps[positions(room) == 0] = 0
    running = np.cumsum(gaps)
    before = np.concatenate([[0.0], running])[np.cumsum(room) - room]
    when = start[person] + running - before[person]
    kept = when < stop[person]
    day = np.searchsorted(clock, when[kept], side="right") - 1
    return person[kept], day.clip(0, plan.horizon - 1)


def _make_lines(
    plan: Plan,
    rng: np.random.Generator,
    people: People,
    catalogue: Catalogue,
    person: np.ndarray,
    day: np.ndarray,
    moment: np.ndarray,
    place: np.ndarray,
) -> Lines:
    """Fill the baskets by taste and season's discounts, and decide what comes back."""
    traits = people.traits
    counts = 1 + rng.poisson(traits.lines[person])
    order = np.repeat(np.arange(len(person)), counts)
    buyer = person[order]
    variant = catalogue.variants_of(pick_rows(rng, traits.taste[buyer]), rng)
    factor = np.array([PRICE_FACTOR[c] for c in geography.COUNTRIES])
    price = catalogue.price(variant, factor[geography.PLACE_COUNTRY[place[order]]])
    quantity = rng.geometric(0.82 / traits.spend[buyer].clip(0.9, 3)).clip(1, 12)
    share = _discount_shares(plan, rng, day)[order]
    taken = rng.random(len(order)) < 0.25 + 0.6 * traits.bargain[buyer]
    discount = np.where(taken, np.round(quantity * price * share), 0).astype(np.int64)
    # clothes and shoes come back more often than the rest
    wears = catalogue.category[catalogue.variant_product[variant]] < 2
    unwanted = np.where(wears, 0.11, 0.035) * return_factor(plan, day)[order]
    returned = np.where(rng.random(len(order)) < unwanted, 1, 0)
    returned = np.where((returned > 0) & (rng.random(len(order)) < 0.5), quantity, returned)
    returned_at = moment[order] + (rng.integers(2, 31, len(order)) * DAY)
    returned_at += rng.integers(-3_600, 3_600, len(order)) * 1_000_000
    came_back = (returned > 0) & (returned_at < plan.end)
    return Lines(
        order=order,
        number=positions(counts) + 1,
        variant=variant,
        quantity=quantity.astype(np.int64),
        price=price,
        discount=discount,
        returned=np.where(came_back, returned, 0).astype(np.int64),
        returned_at=np.where(came_back, returned_at, 0),
    )


def _discount_shares(plan: Plan, rng: np.random.Generator, day: np.ndarray) -> np.ndarray:
    """Return each order's discount: 10 % at times, 20 to 40 % in January, July and November."""
    months = plan.calendar_days().astype("datetime64[M]").astype(np.int64)[day] % 12
    sale = np.isin(months, (0, 6, 10))
    usual = np.where(rng.random(len(day)) < 0.2, 0.10, 0.0)
    return np.where(sale, rng.choice([0.2, 0.3, 0.4], len(day)), usual)


def _make_carts(
    plan: Plan, rng: np.random.Generator, people: People, catalogue: Catalogue, orders: Orders
) -> Carts:
    """Leave carts: some a day or two before the order that recovers them, some for good."""
    web = np.flatnonzero(orders.web)
    recovered = web[rng.random(len(web)) < 0.09]
    lost = web[rng.random(len(web)) < 0.20]
    order = np.concatenate([recovered, np.full(len(lost), -1)])
    person = orders.person[np.concatenate([recovered, lost])]
    shift = np.concatenate(
        [
            -rng.integers(3_600, 2 * 86_400, len(recovered)),
            rng.integers(2 * 86_400, 60 * 86_400, len(lost)),
        ]
    )
    moment = orders.moment[np.concatenate([recovered, lost])] + shift * 1_000_000
    seen = (moment >= plan.epoch) & (moment < plan.end)
    person, moment, order = person[seen], moment[seen], order[seen]
    taste = people.traits.taste[person]
    variant = catalogue.variants_of(pick_rows(rng, taste), rng)
    factor = np.array([PRICE_FACTOR[c] for c in geography.COUNTRIES])
    country = geography.PLACE_COUNTRY[people.place[person]]
    return Carts(
        person=person,
        moment=moment,
        variant=variant,
        quantity=rng.geometric(0.7, len(person)).clip(1, 6).astype(np.int64),
        price=catalogue.price(variant, factor[country]),
        order=order,
    )


def category_firsts(purchases: Purchases, catalogue: Catalogue, people: int) -> np.ndarray:
    """Return the day of each person's first purchase by category (people by categories)."""
    never = np.iinfo(np.int64).max
    firsts = np.full((people, len(CATEGORIES)), never)
    lines, orders = purchases.lines, purchases.orders
    category = catalogue.category[catalogue.variant_product[lines.variant]]
    np.minimum.at(firsts, (orders.person[lines.order], category), orders.day[lines.order])
    return firsts
