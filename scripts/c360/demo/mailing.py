"""The e-mail tool's export (Klaviyo): profiles, events, campaigns, metrics.

Every message event names a row of ``campaign``, flow messages too (with ``flow_id`` set); its
``campaign_type`` tells Regular and Flow (marketing) from Transactional.
"""

import numpy as np
import pyarrow as pa

from c360.demo import geography
from c360.demo.campaigns import FIRST_FLOW, LISTS, Campaign
from c360.demo.chance import stream
from c360.demo.columns import moment, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.keys import time_uuids
from c360.demo.messaging import COMPLAINED, REPORTED_SPAM, UNSUBSCRIBED, Audience, Sends
from c360.demo.plan import DAY, Plan
from c360.demo.records import Written, write_down
from c360.demo.rows import Flaws

METRICS = [
    "Received Email",
    "Opened Email",
    "Clicked Email",
    "Bounced Email",
    "Unsubscribed",
    "Marked Email as Spam",
    "Subscribed to List",
]
RECEIVED, OPENED, CLICKED, BOUNCED, UNSUBSCRIBE, SPAM, SUBSCRIBE = range(7)
_METRIC_IDS = ["Q4q6PC", "MNdFpi", "Vx2d6i", "H2Qz6F", "L9wRt3", "T7kDs2", "YzD79H"]
_FLOW_IDS = ["X839zt", "S6uajk", "RkWx41", "Tn5cQe"]


def export_mailing(
    chunk: Chunk,
    export: Export,
    audience: Audience,
    marketing: Sends,
    transactional: Sends,
    campaigns: list[Campaign],
) -> None:
    """Export the e-mail tool's tables."""
    rng = stream(chunk.plan.seed, "mailing", chunk.number)
    profile = np.flatnonzero(audience.has_profile)
    profile_id = chunk.keys.ulids("klaviyo.person", len(profile))
    since = np.minimum(audience.subscribed_day, chunk.people.traits.first_day + 3)[profile]
    created = chunk.plan.epoch + since * DAY + rng.integers(0, DAY, len(profile))
    created = np.minimum(created, chunk.plan.end - DAY // 24)
    written = write_down(
        chunk.plan, rng, chunk.people, profile, (created - chunk.plan.epoch) // DAY
    )
    _lend_addresses(chunk, rng, written)
    events = _gather(chunk.plan, audience, profile, created, marketing, transactional)
    _export_profiles(chunk, rng, export, audience, written, created, profile_id, events)
    _export_events(chunk, rng, export, written, profile_id, events, campaigns)
    if chunk.is_first:
        _export_campaigns(chunk.plan, rng, export, campaigns)
        _export_metrics(chunk.plan, rng, export)


def _lend_addresses(chunk: Chunk, rng: np.random.Generator, written: Written) -> None:
    """Give every profile an address: without one the tool would have no profile."""
    for row, mail in enumerate(written.email):
        if not mail:
            written.email[row] = chunk.people.email[written.person[row]]


def _gather(
    plan: Plan,
    audience: Audience,
    profile: np.ndarray,
    created: np.ndarray,
    marketing: Sends,
    transactional: Sends,
) -> dict[str, np.ndarray]:
    """Return events as arrays (person, kind, moment, campaign, list), by time."""
    blocks = []
    for sends in (marketing, transactional):
        went = np.where(sends.bounced, BOUNCED, RECEIVED)
        agent = sends.reaction == COMPLAINED
        for kind, when, rows in (
            (went, sends.moment, np.ones(len(went), dtype=bool)),
            (OPENED, sends.opened_at, sends.opened_at > 0),
            (CLICKED, sends.clicked_at, sends.clicked_at > 0),
            (UNSUBSCRIBE, sends.reacted_at, sends.reaction == UNSUBSCRIBED),
            (SPAM, sends.reacted_at, sends.reaction == REPORTED_SPAM),
            # an agent of the service desk takes the complaining person off the lists
            (UNSUBSCRIBE, sends.reacted_at + DAY // 2, agent),
        ):
            kinds = np.broadcast_to(kind, len(rows))[rows]
            none = np.full(len(kinds), -1)
            blocks.append((sends.person[rows], kinds, when[rows], sends.campaign[rows], none))
    for number in range(len(LISTS)):
        on = audience.lists[number][profile] & (audience.subscribed_day[profile] < 10**6)
        day = np.maximum(audience.subscribed_day[profile][on], 0) * DAY + plan.epoch
        when = np.maximum(day, created[on]) + number * 1_000_000
        fill = np.full(int(on.sum()), -1)
        blocks.append((profile[on], fill * 0 + SUBSCRIBE, when, fill, fill * 0 + number))
    person, kind, when, campaign, listed = (np.concatenate(c) for c in zip(*blocks, strict=True))
    window = plan.epoch + (plan.history - plan.mailing_days) * DAY
    kept = np.flatnonzero((when >= window) & (when < plan.end))
    kept = kept[np.argsort(when[kept], kind="stable")]
    columns = {"person": person, "kind": kind, "moment": when, "campaign": campaign, "list": listed}
    return {name: values[kept] for name, values in columns.items()}


def _export_profiles(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    audience: Audience,
    written: Written,
    created: np.ndarray,
    profile_id: np.ndarray,
    events: dict[str, np.ndarray],
) -> None:
    """Export profiles with the consent that the tool recorded."""
    plan, people, count = chunk.plan, chunk.people, len(profile_id)
    last = np.zeros(len(people), dtype=np.int64)
    np.maximum.at(last, events["person"], events["moment"])
    last = last[written.person]
    # a profile changes with its consent; mere events move last_event_date only
    changed = np.zeros(len(people), dtype=np.int64)
    consents = np.isin(events["kind"], (SUBSCRIBE, UNSUBSCRIBE, SPAM))
    np.maximum.at(changed, events["person"][consents], events["moment"][consents])
    edited = created + rng.integers(0, 200 * DAY, count) * (rng.random(count) < 0.4)
    updated = np.maximum(np.where(edited < plan.end, edited, created), changed[written.person])
    updated = np.maximum(updated, created + 60_000_000)
    zones = [geography.TIME_ZONES[spot.behind] for spot in geography.PLACES]
    has_phone = rng.random(count) < 0.45
    company = np.append(people.company_name, None).astype(object)[people.company[written.person]]
    columns = {
        "id": text(profile_id),
        "updated": moment(updated),
        "created": moment(created),
        "_fivetran_deleted": same(False, count),
        "first_name": text(written.first_name),
        "last_name": text(written.last_name),
        "address_1": text(written.street),
        "timezone": words(zones, written.place),
        "organization": text(company),
        "region": text(written.region_name),
        "phone_number": text(np.where(has_phone, written.phone, None)),
        "country": text(written.country_name),
        "zip": text(written.postal),
        "city": text(written.of_place("city")),
        "email": text(written.email),
        **_consent(plan, audience, written.person, events),
        "custom_source": words(
            ["Checkout", "Footer form", "Store tablet"], rng.integers(0, 3, count)
        ),
        "custom_birthday": text(
            np.where(rng.random(count) < 0.3, written.birth_date.astype(str).astype(object), None)
        ),
        "last_event_date": moment(last, last > 0),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created",
        updated="updated",
        created="created",
        older={"phone_number": None, "last_event_date": None},
    )
    export.add("klaviyo", "person", columns, flaws)
    export.tell("klaviyo:person", profile_id, written.person)


def _consent(
    plan: Plan, audience: Audience, person: np.ndarray, events: dict[str, np.ndarray]
) -> dict[str, pa.Array]:
    """Return what a profile says of consent: given when, and whether it was taken back."""
    day = audience.subscribed_day[person]
    signed = day < plan.horizon
    left = np.isin(person, events["person"][np.isin(events["kind"], (UNSUBSCRIBE, SPAM))])
    stamps = np.where(signed, plan.epoch + day.clip(0, plan.horizon) * DAY, 0)
    stamps = np.datetime_as_string(stamps.astype("datetime64[us]").astype("datetime64[s]"))
    return {
        "custom_accepts_marketing": words(["false", "true"], (signed & ~left).astype(int)),
        "custom_consent_method": words([None, "Klaviyo Form"], signed.astype(int)),
        "custom_consent": words([None, "email"], signed.astype(int)),
        "custom_consent_timestamp": text(np.where(signed, stamps.astype(object), None)),
        "custom_suppress": words([None, "true"], left.astype(int)),
    }


def _export_events(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    written: Written,
    profile_id: np.ndarray,
    events: dict[str, np.ndarray],
    campaigns: list[Campaign],
) -> None:
    """Export events of the last 24 months."""
    count = len(events["kind"])
    row_of = np.full(len(chunk.people), -1)
    row_of[written.person] = np.arange(len(profile_id))
    row, kind, when = row_of[events["person"]], events["kind"], events["moment"]
    campaign = np.where(events["campaign"] >= 0, events["campaign"], len(campaigns))
    is_flow = [c.kind >= FIRST_FLOW for c in campaigns]
    flows = [
        _FLOW_IDS[c.kind - FIRST_FLOW] if f else None
        for c, f in zip(campaigns, is_flow, strict=True)
    ]
    domains = [mail.strip().rpartition("@")[2].lower() for mail in written.email]
    about_message = events["campaign"] >= 0
    links = [
        "https://maisonboreale.example/",
        "https://maisonboreale.example/collections/new",
        None,
    ]
    link = np.where(kind == CLICKED, rng.integers(0, 2, count), 2)
    bounce = np.where(kind == BOUNCED, 1 - (rng.random(count) < 0.3), 2)
    synced_at = synced(chunk.plan, rng, when)
    columns = {
        "id": chunk.keys.short_codes("klaviyo.event", count),
        "person_id": words(list(profile_id), row),
        "campaign_id": words([*(c.code for c in campaigns), None], campaign),
        "flow_id": words([*flows, None], campaign),
        "uuid": time_uuids(when),
        "datetime": moment(when),
        "timestamp": moment(when),
        "_fivetran_deleted": same(False, count),
        "metric_id": words(_METRIC_IDS, kind),
        "type": words(METRICS, kind),
        "property_value": same(None, count),
        "property_subject": words([*(c.subject for c in campaigns), None], campaign),
        "property_campaign_name": words([*(c.name for c in campaigns), None], campaign),
        "property_email_domain": words(domains, row),
        "property_bounce_type": words(["Soft", "Hard", None], bounce),
        "property_list": words([*LISTS, None], np.where(events["list"] >= 0, events["list"], 3)),
        "property_url": words(links, link),
        "property_message_type": words([None, "email"], about_message.astype(int)),
        "_fivetran_synced": synced_at,
    }
    flaws = Flaws(
        date="datetime",
        orphan={"person_id": lambda n: text(chunk.keys.ulids("klaviyo.person", n))},
        fresh={"id": lambda n: chunk.keys.short_codes("klaviyo.event", n)},
    )
    export.add("klaviyo", "event", columns, flaws)


def _export_campaigns(
    plan: Plan, rng: np.random.Generator, export: Export, campaigns: list[Campaign]
) -> None:
    """Export the calendar of the exported window, and a row per flow message."""
    window = plan.history - plan.mailing_days
    shown = [c for c in campaigns if c.day < 0 or c.day >= window]
    count = len(shown)
    is_flow = np.array([c.day < 0 for c in shown])
    sent = np.array([plan.epoch + int((c.day + c.hour / 24) * DAY) for c in shown])
    sent = np.where(is_flow, plan.epoch, sent) // 1_000_000 * 1_000_000
    created = sent - rng.integers(DAY, 6 * DAY, count)
    columns = {
        "id": text([c.code for c in shown]),
        "from_name": same("Maison Boréale", count),
        "campaign_type": text([c.campaign_type for c in shown]),
        "status_label": words(["Sent", "Live"], is_flow.astype(int)),
        "from_email": same("bonjour@maisonboreale.example", count),
        "subject": text([c.subject for c in shown]),
        "name": text([c.name for c in shown]),
        "status": words(["sent", "live"], is_flow.astype(int)),
        "created": moment(created),
        "updated": moment(created + DAY // 2),
        "send_time": moment(sent, ~is_flow),
        "sent_at": moment(sent, ~is_flow),
        "_fivetran_deleted": same(False, count),
        "_fivetran_synced": synced(plan, rng, sent),
        "archived": same(False, count),
    }
    export.add("klaviyo", "campaign", columns, Flaws())


def _export_metrics(plan: Plan, rng: np.random.Generator, export: Export) -> None:
    """Export the kinds of events."""
    count = len(METRICS)
    created = np.full(count, plan.epoch)
    columns = {
        "id": text(_METRIC_IDS),
        "name": text(METRICS),
        "created": moment(created),
        "updated": moment(created),
        "_fivetran_deleted": same(False, count),
        "_fivetran_synced": synced(plan, rng, created),
        "integration_category": same("Email", count),
        "integration_name": same("Klaviyo", count),
    }
    export.add("klaviyo", "metric", columns, Flaws(exact=True))
