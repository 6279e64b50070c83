"""What advertising costs, as the ad tools tell it (Google Ads, Facebook Ads): campaigns and days.

They know nobody. Who saw an advertisement stands in the own files (`drops.py`); the spend is for
the whole audience, most of whom the company does not know. Shared by all chunks.
"""

import numpy as np
import pyarrow as pa

from c360.demo.chance import stream
from c360.demo.columns import moment, number, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.plan import DAY, Plan
from c360.demo.rows import Flaws

_CURRENCIES = ["CAD", "USD", "EUR"]
_GOOGLE_ACCOUNTS = ["2121450128", "2121450129", "2121450130"]
_FACEBOOK_ACCOUNTS = ["1700252260223815", "1700252260223816", "1700252260223817"]
_GOOGLE = [
    ("Search brand", "SEARCH"),
    ("Search outdoor", "SEARCH"),
    ("Display new collection", "DISPLAY"),
    ("Display sale", "DISPLAY"),
    ("Video story", "VIDEO"),
    ("Display winter", "DISPLAY"),
]
_FACEBOOK = ["New collection", "Sale", "Lookalikes of club members", "Winter"]
_DEVICES = ["MOBILE", "DESKTOP"]
_FLIGHT = 75
_MICROS_PER_IMPRESSION = 4_500
_CENTS_PER_THOUSAND = 900


def export_ads(chunk: Chunk, export: Export) -> None:
    """Export accounts, campaigns, ads and days of both tools."""
    rng = stream(chunk.plan.seed, "ads")
    _export_google(chunk.plan, rng, export)
    _export_facebook(chunk.plan, rng, export)


def _flights(plan: Plan, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (campaign, day) of every day on which a campaign runs; the last one runs still."""
    start = np.linspace(plan.history - plan.web_days, plan.history - _FLIGHT + 5, count)
    day = start.astype(np.int64)[:, None] + np.arange(_FLIGHT)
    campaign, place = np.nonzero(day < plan.horizon)
    return campaign, day[campaign, place]


def _date(plan: Plan, day: np.ndarray) -> pa.Array:
    """Write days (from the first day) as dates."""
    return pa.array((np.datetime64(plan.first_day, "D") + day).astype("datetime64[D]"))


def _impressions(plan: Plan, rng: np.random.Generator, count: int) -> np.ndarray:
    """Draw how often a campaign is shown on a day: the larger the company, the more."""
    return rng.poisson(40 + plan.people / 4, count)


def _export_google(plan: Plan, rng: np.random.Generator, export: Export) -> None:
    """Export campaigns with an older version each, and their days by device."""
    campaign, day = _flights(plan, len(_GOOGLE))
    campaign, day = np.repeat(campaign, 2), np.repeat(day, 2)
    count = len(day)
    device = np.tile([0, 1], count // 2)
    shown = _impressions(plan, rng, count) // (1 + device)
    clicks = rng.binomial(shown, 0.012)
    keys = [str(9_935_249_409 + n) for n in range(len(_GOOGLE))]
    account = np.arange(len(_GOOGLE)) % len(_CURRENCIES)
    when = plan.epoch + day * DAY
    columns = {
        "_fivetran_id": text([f"gads{n:08d}" for n in range(count)]),
        "customer_id": words([_GOOGLE_ACCOUNTS[a] for a in account], campaign),
        "date": _date(plan, day),
        "_fivetran_synced": synced(plan, rng, when + DAY),
        "ad_network_type": same("CONTENT", count),
        "clicks": number(clicks),
        "cost_micros": number(shown * _MICROS_PER_IMPRESSION + clicks * 100_000),
        "device": words(_DEVICES, device),
        "id": words(keys, campaign),
        "impressions": number(shown),
    }
    export.add("google_ads", "campaign_stats", columns, Flaws())
    first = np.array([day[campaign == n].min() for n in range(len(keys))])
    version = np.repeat(np.arange(len(keys)), 2)
    changed = plan.epoch + (first[version] + np.tile([0, 20], len(keys))) * DAY
    columns = {
        "id": words(keys, version),
        "updated_at": moment(changed),
        "name": words([name for name, _ in _GOOGLE], version),
        "customer_id": words([_GOOGLE_ACCOUNTS[a] for a in account], version),
        "advertising_channel_type": words([kind for _, kind in _GOOGLE], version),
        "start_date": _date(plan, first[version]),
        "end_date": text(np.full(len(version), "2037-12-30", dtype=object)),
        "status": words(["ENABLED", "PAUSED"], np.tile([0, 1], len(keys))),
    }
    exact = Flaws(exact=True, order_by=("updated_at", "id"))
    export.add("google_ads", "campaign_history", columns, exact)
    columns = {
        "id": text(_GOOGLE_ACCOUNTS),
        "currency_code": text(_CURRENCIES),
        "updated_at": moment(np.full(len(_CURRENCIES), plan.epoch)),
    }
    export.add("google_ads", "account_history", columns, exact)


def _export_facebook(plan: Plan, rng: np.random.Generator, export: Export) -> None:
    """Export campaigns of two ads each, and the days of each ad."""
    campaign, day = _flights(plan, len(_FACEBOOK))
    ad, day = np.repeat(campaign, 2) * 2, np.repeat(day, 2)
    ad[1::2] += 1
    count = len(day)
    shown = _impressions(plan, rng, count)
    ads = [str(6_215_293_456_071 + 17 * n) for n in range(2 * len(_FACEBOOK))]
    keys = [str(6_215_293_444_271 + 31 * n) for n in range(len(_FACEBOOK))]
    account = np.arange(len(_FACEBOOK)) % len(_CURRENCIES)
    cents = shown * _CENTS_PER_THOUSAND // 1000
    columns = {
        "ad_id": words(ads, ad),
        "date": _date(plan, day),
        "account_id": words([_FACEBOOK_ACCOUNTS[a] for a in account], ad // 2),
        "impressions": number(shown),
        "inline_link_clicks": number(rng.binomial(shown, 0.009)),
        "spend": text([f"{c // 100}.{c % 100:02d}" for c in cents]),
    }
    export.add("facebook_ads", "basic_ad", columns, Flaws(order_by=("date", "ad_id")))
    first = np.array([day[ad // 2 == n].min() for n in range(len(keys))])
    made = plan.epoch + (first - 3) * DAY
    columns = {
        "id": text(keys),
        "account_id": words(_FACEBOOK_ACCOUNTS, account),
        "name": text(_FACEBOOK),
        "_fivetran_synced": synced(plan, rng, made),
        "updated_time": moment(made),
    }
    exact = Flaws(exact=True)
    export.add("facebook_ads", "campaign_history", columns, exact)
    of_ad = np.arange(len(ads)) // 2
    columns = {
        "id": text(ads),
        "account_id": words([_FACEBOOK_ACCOUNTS[a] for a in account], of_ad),
        "campaign_id": words(keys, of_ad),
        "name": words([f"{name} {n}" for name in _FACEBOOK for n in (1, 2)], np.arange(len(ads))),
        "updated_time": moment(made[of_ad]),
        "_fivetran_synced": synced(plan, rng, made[of_ad]),
    }
    export.add("facebook_ads", "ad_history", columns, exact)
    start = np.full(len(_CURRENCIES), plan.epoch)
    columns = {
        "id": text(_FACEBOOK_ACCOUNTS),
        "currency": text(_CURRENCIES),
        "_fivetran_synced": synced(plan, rng, start),
    }
    export.add("facebook_ads", "account_history", columns, exact)
