"""Visits to the web shop as the analytics export (GA4) shows them, over the last 12 months."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from c360.demo import geography
from c360.demo.chance import pick, positions, stream
from c360.demo.columns import flag, moment, number, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.messaging import Sends
from c360.demo.people import local_moment
from c360.demo.plan import DAY
from c360.demo.purchases import Orders, Purchases
from c360.demo.rows import Flaws
from c360.demo.season import hours, intensity
from c360.demo.shop import Accounts

EVENTS = ["page_view", "view_item", "add_to_cart", "begin_checkout", "purchase"]
_BROWSE, _CART, _PURCHASE, _CLICK = range(4)
_LOGGED_IN = np.array([0.22, 0.45, 0.72, 0.35])
_VISITS_PER_YEAR = 5.0
_ERAS = 2
_DEVICES = 3
_USD = np.array([0.73, 1.0, 1.09])
_MEDIA = ["(none)", "organic", "cpc", "email", "social"]
_SOURCES = ["(direct)", "google", "google", "klaviyo", "instagram"]


@dataclass
class Visits:
    """Arrays by session; ``order`` -1 is without a purchase, ``tablet`` -1 an own device."""

    person: np.ndarray
    moment: np.ndarray
    kind: np.ndarray
    order: np.ndarray
    tablet: np.ndarray


def export_web(
    chunk: Chunk,
    export: Export,
    purchases: Purchases,
    sends: Sends,
    accounts: Accounts,
    order_id: np.ndarray,
) -> None:
    """Export the analytics events and tell whose devices they come from."""
    rng = stream(chunk.plan.seed, "web", chunk.number)
    visits = _make_visits(chunk, rng, purchases, sends, accounts)
    account = _log_in(rng, chunk, visits, purchases.orders, accounts)
    device, device_ids, categories = _choose_devices(chunk, rng, visits)
    _export_events(
        chunk,
        rng,
        export,
        visits,
        purchases.orders,
        order_id,
        accounts,
        account,
        device,
        device_ids,
        categories,
    )
    _tell_devices(export, visits, accounts, account, device, device_ids)


def _make_visits(
    chunk: Chunk,
    rng: np.random.Generator,
    purchases: Purchases,
    sends: Sends,
    accounts: Accounts,
) -> Visits:
    """Visit to buy, to fill a cart, after a click, to look around; in stores on the tablet."""
    plan, people = chunk.plan, chunk.people
    start = plan.epoch + (plan.history - plan.web_days) * DAY
    orders, carts = purchases.orders, purchases.carts
    bought = np.flatnonzero(orders.web & (orders.moment >= start))
    filled = np.flatnonzero(carts.moment >= start)
    clicked = np.flatnonzero(sends.clicked_at >= start)
    looking, when = _browse(chunk, rng)
    tablet_user, tablet_when, tablet = _tablet_visits(chunk, rng, accounts)
    parts = [
        (orders.person[bought], orders.moment[bought], _PURCHASE, bought, -1),
        (carts.person[filled], carts.moment[filled], _CART, -1, -1),
        (sends.person[clicked], sends.clicked_at[clicked], _CLICK, -1, -1),
        (looking, when, _BROWSE, -1, -1),
        (tablet_user, tablet_when, _BROWSE, -1, tablet),
    ]
    blocks = [[np.broadcast_to(c, len(part[0])) for c in part] for part in parts]
    person, moments, kind, order, tablets = (np.concatenate(c) for c in zip(*blocks, strict=True))
    seen = (moments >= start) & (moments < plan.end) & (people.index[person] >= 0)
    return Visits(person[seen], moments[seen], kind[seen], order[seen], tablets[seen])


def _browse(chunk: Chunk, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Look around without buying, more on days on which people shop."""
    plan, people = chunk.plan, chunk.people
    traits = people.traits
    clock = np.concatenate([[0.0], np.cumsum(intensity(plan))])
    opening = np.maximum(traits.first_day - 20, plan.history - plan.web_days)
    closing = np.minimum(traits.last_day + 60, plan.horizon)
    low, high = clock[opening], clock[np.maximum(closing, opening)]
    rate = _VISITS_PER_YEAR / 365 * (0.15 + traits.web_share) * np.sqrt(traits.rhythm)
    counts = rng.poisson(rate * (high - low))
    person = np.repeat(np.arange(len(people)), counts)
    when = low[person] + rng.random(len(person)) * (high - low)[person]
    day = np.searchsorted(clock, when, side="right") - 1
    behind = geography.PLACE_BEHIND[people.place[person]]
    return person, local_moment(plan, day, hours(rng, len(person), False), behind)


def _tablet_visits(
    chunk: Chunk, rng: np.random.Generator, accounts: Accounts
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let some account holders use one of the two store tablets (French, English)."""
    plan, people = chunk.plan, chunk.people
    holder = accounts.of_person(len(people)) >= 0
    users = np.flatnonzero(holder & (rng.random(len(people)) < plan.dirt.tablet))
    start = np.maximum(people.traits.first_day[users] + 1, plan.history - plan.web_days)
    day = start + (rng.random(len(users)) * (plan.history - start)).astype(np.int64)
    behind = geography.PLACE_BEHIND[people.place[users]]
    when = local_moment(plan, day, hours(rng, len(users), True), behind)
    return users, when, people.french[users].astype(np.int64)


def _log_in(
    rng: np.random.Generator, chunk: Chunk, visits: Visits, orders: Orders, accounts: Accounts
) -> np.ndarray:
    """Return the account each visit is logged in with (-1: anonymous)."""
    usual = accounts.of_person(len(chunk.people))[visits.person]
    account = np.where(visits.order >= 0, np.append(accounts.of_order, -1)[visits.order], usual)
    chance = np.where(visits.tablet >= 0, 0.8, _LOGGED_IN[visits.kind])
    logged = accounts.open_at(account, visits.moment) & (rng.random(len(account)) < chance)
    return np.where(logged, account, -1)


def _choose_devices(
    chunk: Chunk, rng: np.random.Generator, visits: Visits
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the device of each visit, the ids of devices, and their categories (codes).

    A person has one to three devices, each of which gets a new id when its cookies go; some use
    the device of another member of the household.
    """
    plan, people = chunk.plan, chunk.people
    owned = rng.integers(1, _DEVICES + 1, len(people))
    person = visits.person
    mine = (rng.random(len(person)) ** 1.7 * owned[person]).astype(np.int64)
    head = np.searchsorted(people.household, people.household)
    borrows = (rng.random(len(people)) < plan.dirt.shared_device)[person] & (
        rng.random(len(person)) < 0.5
    )
    owner = np.where(borrows, head[person], person)
    mine[borrows] = 0
    lost = rng.integers(plan.history - plan.web_days, plan.history * 2, (len(people), _DEVICES))
    era = (visits.moment - plan.epoch) // DAY >= lost[owner, mine]
    slot = (owner * _DEVICES + mine) * _ERAS + era
    slot = np.where(visits.tablet >= 0, -2 + visits.tablet, slot)
    slots, device = np.unique(slot, return_inverse=True)
    touched = np.full(len(slots), plan.end)
    np.minimum.at(touched, device, visits.moment)
    serial = chunk.keys.numbers("ga4.device", len(slots))
    ids = np.array(
        [f"{n}.{t // 1_000_000 - 86_400}" for n, t in zip(serial, touched, strict=True)],
        dtype=object,
    )
    for tablet in (-2, -1):
        ids[slots == tablet] = store_tablet(plan.seed, tablet + 2)
    # the first device of most is a phone, the second a computer
    categories = np.where(
        slots < 0, 2, (slots // _ERAS % _DEVICES + rng.integers(0, 2, len(slots))) % 3
    )
    return device, ids, categories


def store_tablet(seed: int, french: int) -> str:
    """Return the id of a store's tablet, on which hundreds of people log in."""
    return f"{7_700_000_000 + seed % 1000 * 10 + french}.1577836800"


def _export_events(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    visits: Visits,
    orders: Orders,
    order_id: np.ndarray,
    accounts: Accounts,
    account: np.ndarray,
    device: np.ndarray,
    device_ids: np.ndarray,
    categories: np.ndarray,
) -> None:
    """Unfold visits into events and export them."""
    plan = chunk.plan
    visit, event, when = _unfold(plan.end, rng, visits)
    count = len(visit)
    order = np.where(event == EVENTS.index("purchase"), visits.order[visit], -1)
    net = np.append(orders.gross - orders.discount, 0)[order]
    usd = np.round(net * np.append(_USD[orders.country], 0)[order]) / 100
    medium = np.where(
        visits.kind == _CLICK, 3, pick(rng, np.array([0.4, 0.35, 0.15, 0, 0.1]), len(visits.kind))
    )[visit]
    order_text = [*map(str, order_id), None]
    user_text = [*map(str, accounts.id), None]
    columns = {
        "_fivetran_id": chunk.keys.tokens("ga4.event", count),
        "date": pa.array(when.astype("datetime64[us]").astype("datetime64[D]")),
        "device_category": words(["mobile", "desktop", "tablet"], categories[device[visit]]),
        **_whereabouts(chunk.people.place[visits.person][visit]),
        "name": words(EVENTS, event),
        "platform": same("WEB", count),
        "timestamp": moment(when),
        "traffic_source_medium": words(_MEDIA, medium),
        "traffic_source_source": words(_SOURCES, medium),
        "user_id": words(user_text, account[visit]),
        "user_pseudo_id": words(list(device_ids), device[visit]),
        "value_in_usd": pa.array(usd),
        "ecommerce_purchase_revenue_in_usd": pa.array(usd),
        "ecommerce_transaction_id": words(order_text, order),
        "event_dimensions_hostname": same("maisonboreale.example", count),
        "param_ga_session_id": number(visits.moment[visit] // 1_000_000),
        "param_ga_session_number": number(_session_numbers(visits, device)[visit]),
        "param_engagement_time_msec": number(rng.integers(200, 90_000, count)),
        "param_session_engaged": flag(np.ones(count)),
        "stream_id": number(np.full(count, 3_206_015_529)),
        "_fivetran_synced": synced(plan, rng, when),
    }
    flaws = Flaws(
        date="timestamp",
        orphan={
            "ecommerce_transaction_id": lambda n: text(
                [str(i) for i in chunk.keys.bigints("shopify.order", n, 2_660_000_000_000)]
            )
        },
        fresh={"_fivetran_id": lambda n: chunk.keys.tokens("ga4.event", n)},
    )
    export.add("ga4", "event", columns, flaws)


def _whereabouts(place: np.ndarray) -> dict[str, pa.Array]:
    """Return where the analytics tool believes visitors to be."""
    spots = geography.PLACES
    return {
        "geo_city": words([spot.city for spot in spots], place),
        "geo_country": words([geography.COUNTRY_NAMES[spot.country] for spot in spots], place),
        "geo_region": words([geography.REGION_NAMES[spot.region] for spot in spots], place),
    }


def _unfold(
    end: int, rng: np.random.Generator, visits: Visits
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (visit, event code, moment) of each event, by time.

    A purchase or a checkout ends its visit, everything else follows the visit's first moment.
    """
    kind, count = visits.kind, len(visits.kind)
    closing = kind == _PURCHASE
    deep = closing | (kind == _CART)
    counts = np.stack(
        [
            1 + rng.poisson(np.where(deep, 2.0, 1.4)),
            rng.poisson(np.where(deep, 1.5, 1.1)) + deep,
            np.where(deep, 1, rng.random(count) < 0.08).astype(np.int64),
            deep.astype(np.int64),
            closing.astype(np.int64),
        ],
        axis=1,
    )
    total = counts.sum(axis=1)
    event = np.repeat(np.tile(np.arange(5), count), counts.ravel())
    visit = np.repeat(np.arange(count), total)
    place = positions(total)
    step = rng.integers(8_000_000, 70_000_000, count)
    from_end = place - np.where(deep, total - 1, 0)[visit]
    when = visits.moment[visit] + from_end * step[visit]
    order = np.argsort(when, kind="stable")
    order = order[when[order] < end]
    return visit[order], event[order], when[order]


def _session_numbers(visits: Visits, device: np.ndarray) -> np.ndarray:
    """Count the visits of each device from 1."""
    order = np.lexsort((visits.moment, device))
    _, counts = np.unique(device, return_counts=True)
    numbers = np.empty(len(device), dtype=np.int64)
    numbers[order] = positions(counts) + 1
    return numbers


def _tell_devices(
    export: Export,
    visits: Visits,
    accounts: Accounts,
    account: np.ndarray,
    device: np.ndarray,
    device_ids: np.ndarray,
) -> None:
    """Tell whose a device is: logged in, the account's; anonymous, its only user's if there is one.

    Devices that several people used without logging in are nobody's record.
    """
    logged = account >= 0
    pairs = np.unique(np.stack([device[logged], account[logged]]), axis=1)
    keys = np.array([f"{device_ids[d]}/{accounts.id[a]}" for d, a in pairs.T], dtype=object)
    export.tell("ga4:device", keys, accounts.person[pairs[1]])
    own = ~logged & (visits.tablet < 0)
    pairs = np.unique(np.stack([device[own], visits.person[own]]), axis=1)
    alone = np.isin(pairs[0], np.flatnonzero(np.bincount(pairs[0], minlength=1) == 1))
    export.tell("ga4:device", device_ids[pairs[0][alone]], pairs[1][alone])
