"""What reaches the telephone: text messages and calls (Twilio), SMS and push of the e-mail tool.

Twilio knows a person by a number and nothing else. The line of a household with several people is
nobody's record. The e-mail tool sends SMS and push to its own profiles: those events stand beside
the ones about e-mails.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo.chance import stream
from c360.demo.columns import moment, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.keys import Keyring, time_uuids
from c360.demo.people import People
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import Purchases
from c360.demo.reach import Medium, Touches, app_users, campaign_days, reach
from c360.demo.rows import Flaws

SMS = Medium("sms", every=14, share=0.8, rhythm=0.5, response=-2.2, delay=0.5, fails=0.02)
PUSH = Medium("app_push", every=5, share=0.8, rhythm=2.0, response=-1.6, delay=0.5, hour=20)
STORE_TEXTS = Medium("sms", every=21, share=0.6, rhythm=0.5, response=-3.4, delay=0.5, hour=15)
CALLS = Medium(
    "call_centre", every=28, share=0.2, rhythm=1 / 13, response=0.6, delay=0.01, fails=0.4
)
METRICS = [
    "Received SMS",
    "Clicked SMS",
    "Failed to Deliver SMS",
    "Unsubscribed from SMS",
    "Consented to Receive SMS",
    "Received Push",
    "Opened Push",
    "Bounced Push",
]
_METRIC_IDS = ["Sm5Rcv", "Sm5Clk", "Sm5Fld", "Sm5Uns", "Sm5Con", "Pu5Rcv", "Pu5Opn", "Pu5Bnc"]
_SMS_METRICS, _PUSH_METRICS = (0, 1, 2, 3), (5, 6, 7, None)
_JOINED = 4
SALES_LINE, SERVICE_LINE = "+18885550100", "+18885550101"
STORES, COLLECTION = "MG7f3a90c1d2b84e65a0c9e8f712345601", "MG7f3a90c1d2b84e65a0c9e8f712345602"
_OWN_NUMBER = "+18885550110"
_ACCOUNT = "AC2343b352c5e4fc50653232323ab54c1f"
_BODIES = [
    "Maison Boréale: you are invited to our store evening. Reply STOP to end.",
    "Maison Boréale : soirée en magasin, vous êtes invité. ARRET pour finir.",
    "Maison Boréale order confirmed: it is ready at our store.",
    "Maison Boréale, confirmation de commande : elle est prête en magasin.",
    "See you there",
    "Merci, à bientôt",
    "STOP",
    "ARRÊT",
]
_INVITED, _READY, _THANKS, _STOP = 0, 2, 4, 6
_PHONE_OWNERS, _FIXED_LINES, _COLLECTED, _CALLERS = 0.5, 0.15, 0.06, 0.06
_TRIED_AGAIN, _HIDDEN = 0.3, 0.03
_HOUR = DAY // 24


@dataclass(frozen=True)
class _MobileCampaign:
    """One SMS or push campaign of the e-mail tool."""

    code: str
    name: str
    subject: str
    kind: str
    moment: int


def export_texting(chunk: Chunk, export: Export, purchases: Purchases) -> Touches:
    """Export texts, calls, SMS and push; return the calls, whose refusals no tool here keeps."""
    rng = stream(chunk.plan.seed, "texting", chunk.number)
    _export_mobile_events(chunk, rng, export)
    numbers = _Numbers(chunk.people)
    _export_messages(chunk, rng, export, purchases, numbers)
    calls = _export_calls(chunk, rng, export, numbers)
    export.tell("twilio:number", *numbers.owners())
    return calls


class _Numbers:
    """The numbers that Twilio has seen, and whose they are."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.seen: list[tuple[np.ndarray, np.ndarray]] = []

    def of(self, rng: np.random.Generator, person: np.ndarray, fixed: float) -> np.ndarray:
        """Return the number by which each person is reached: the same one every time."""
        at_home = rng.random(len(self.people)) < fixed
        mine = np.where(at_home, self.people.fixed_line, self.people.mobile)
        alone = np.bincount(self.people.household)[self.people.household] == 1
        known = np.unique(person)
        told = known[~at_home[known] | alone[known]]
        self.seen.append((mine[told], told))
        return mine[person]

    def owners(self) -> tuple[np.ndarray, np.ndarray]:
        """Return numbers, each once, and their owners."""
        numbers = np.concatenate([numbers for numbers, _ in self.seen])
        persons = np.concatenate([persons for _, persons in self.seen])
        _, first = np.unique(numbers.astype(str), return_index=True)
        return numbers[first], persons[first]


def _mobile_campaigns(plan: Plan) -> list[_MobileCampaign]:
    """Lay out SMS and push campaigns: those of SMS first, each in the order of its days."""
    made = []
    codes = iter(Keyring(plan.seed, 0).ulids("klaviyo.mobile_campaign", 500))
    for medium, kind, subject in (
        (SMS, "SMS", "Offer by SMS"),
        (PUSH, "Mobile Push", "News in the app"),
    ):
        for day in campaign_days(plan, medium.every):
            name = f"{np.datetime64(plan.first_day, 'D') + day} {subject}"
            start = plan.epoch + int(day * DAY + medium.hour * _HOUR)
            made.append(_MobileCampaign(str(next(codes)), name, subject, kind, start))
    return made


def _export_mobile_events(chunk: Chunk, rng: np.random.Generator, export: Export) -> None:
    """Add the events about SMS and push to those of the e-mail tool, and their campaigns."""
    plan, people = chunk.plan, chunk.people
    profile_id, owner = export.known_as("klaviyo:person")
    profile = np.full(len(people), -1)
    profile[owner] = np.arange(len(owner))
    has_phone = np.array([bool(n) for n in export.column("klaviyo", "person", "phone_number")])
    willing = owner[has_phone & (rng.random(len(owner)) < _PHONE_OWNERS)]
    app = app_users(plan, chunk.number, people)
    texts = reach(plan, rng, people, np.sort(willing), SMS)
    pushes = reach(plan, rng, people, app[profile[app] >= 0], PUSH)
    campaigns = _mobile_campaigns(plan)
    first_push = len(campaign_days(plan, SMS.every))
    joined = np.maximum(people.traits.first_day[willing] + 2, plan.history - plan.mailing_days)
    blocks = [
        (willing, np.full(len(willing), _JOINED), plan.epoch + joined * DAY + 12 * _HOUR, -1),
        *_events_of(texts, _SMS_METRICS, 0),
        *_events_of(pushes, _PUSH_METRICS, first_push),
    ]
    parts = [[np.broadcast_to(c, len(block[0])) for c in block] for block in blocks]
    person, metric, when, campaign = (np.concatenate(c) for c in zip(*parts, strict=True))
    seen = np.flatnonzero(when < plan.end)
    seen = seen[np.argsort(when[seen], kind="stable")]
    person, metric, when, campaign = person[seen], metric[seen], when[seen], campaign[seen]
    count = len(seen)
    mobile = people.mobile[person]
    columns = {
        "id": chunk.keys.short_codes("klaviyo.event", count),
        "person_id": words(list(profile_id), profile[person]),
        "campaign_id": words([*(c.code for c in campaigns), None], campaign),
        "uuid": time_uuids(when),
        "datetime": moment(when),
        "timestamp": moment(when),
        "_fivetran_deleted": same(False, count),
        "metric_id": words(_METRIC_IDS, metric),
        "type": words(METRICS, metric),
        "property_campaign_name": words([*(c.name for c in campaigns), None], campaign),
        "property_to_number": text(np.where(metric <= _JOINED, mobile, None)),
        "property_message_type": words(["sms", "push"], (metric > _JOINED).astype(int)),
        "_fivetran_synced": synced(plan, rng, when),
    }
    export.extend("klaviyo", "event", columns)
    if chunk.is_first:
        _export_mobile_campaigns(plan, rng, export, campaigns)


def _events_of(
    touches: Touches, metrics: tuple[int | None, ...], first_campaign: int
) -> list[tuple[np.ndarray, ...]]:
    """Return (person, metric, moment, campaign) of what happened: arrival, answer, refusal."""
    arrived, answered, failed, left = metrics
    blocks = []
    for metric, when, rows in (
        (arrived, touches.moment, ~touches.failed),
        (failed, touches.moment, touches.failed),
        (answered, touches.answered_at, touches.answered_at > 0),
        (left, touches.reacted_at, touches.reaction > 0),
    ):
        if metric is not None:
            blocks.append(
                (
                    touches.person[rows],
                    np.full(int(rows.sum()), metric),
                    when[rows],
                    touches.campaign[rows] + first_campaign,
                )
            )
    return blocks


def _export_mobile_campaigns(
    plan: Plan, rng: np.random.Generator, export: Export, campaigns: list[_MobileCampaign]
) -> None:
    """Add the campaigns and the kinds of events to those of the e-mail tool."""
    count = len(campaigns)
    start = np.array([campaign.moment for campaign in campaigns])
    columns = {
        "id": text([campaign.code for campaign in campaigns]),
        "from_name": same("Maison Boréale", count),
        "campaign_type": text([campaign.kind for campaign in campaigns]),
        "subject": text([campaign.subject for campaign in campaigns]),
        "name": text([campaign.name for campaign in campaigns]),
        "status": same("sent", count),
        "created": moment(start - DAY),
        "updated": moment(start),
        "send_time": moment(start),
        "sent_at": moment(start + _HOUR),
        "_fivetran_deleted": same(False, count),
        "_fivetran_synced": synced(plan, rng, start),
        "archived": same(False, count),
    }
    export.extend("klaviyo", "campaign", columns)
    created = np.full(len(METRICS), plan.epoch)
    columns = {
        "id": text(_METRIC_IDS),
        "name": text(METRICS),
        "created": moment(created),
        "updated": moment(created),
        "_fivetran_deleted": same(False, len(METRICS)),
        "_fivetran_synced": synced(plan, rng, created),
        "integration_name": same("Klaviyo", len(METRICS)),
    }
    export.extend("klaviyo", "metric", columns)


def _export_messages(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    purchases: Purchases,
    numbers: _Numbers,
) -> None:
    """Export invitations to holders of a card, collections, answers and words of refusal."""
    plan, people = chunk.plan, chunk.people
    _, holders = export.known_as("pos:loyalty_card")
    holders = np.unique(holders[export.column("pos", "loyalty_card", "sms_optin") == "O"])
    invited = reach(plan, rng, people, holders, STORE_TEXTS)
    orders = purchases.orders
    ready = orders.web & (orders.moment >= plan.epoch + (plan.history - plan.web_days) * DAY)
    ready = np.flatnonzero(ready & (rng.random(len(orders)) < _COLLECTED))
    answered, left = invited.answered_at > 0, invited.reaction > 0
    again = left & (rng.random(len(left)) < _TRIED_AGAIN)
    # (person, moment, body, inbound, status, error)
    blocks = [
        (invited.person, invited.moment, _INVITED, False, invited.failed.astype(int)),
        (orders.person[ready], orders.moment[ready] + DAY, _READY, False, 0),
        (invited.person[answered], invited.answered_at[answered], _THANKS, True, 2),
        (invited.person[left], invited.reacted_at[left], _STOP, True, 2),
        (invited.person[again], invited.reacted_at[again] + 35 * DAY, _INVITED, False, 3),
    ]
    parts = [[np.broadcast_to(c, len(block[0])) for c in block] for block in blocks]
    person, when, body, inbound, state = (np.concatenate(c) for c in zip(*parts, strict=True))
    when = when // 1_000_000 * 1_000_000
    seen = np.flatnonzero(when < plan.end)
    seen = seen[np.argsort(when[seen], kind="stable")]
    person, when, body, inbound, state = (c[seen] for c in (person, when, body, inbound, state))
    count = len(seen)
    number = numbers.of(rng, person, 0.0)
    collection = body == _READY
    service = np.where(inbound, 2, collection.astype(int))
    own = np.full(count, _OWN_NUMBER, dtype=object)
    tokens = chunk.keys.tokens("twilio.message", count)
    keys = np.array([f"SM{token}" for token in tokens.to_pylist()], dtype=object)
    columns = {
        "id": text(keys),
        "account_id": same(_ACCOUNT, count),
        "body": words(_BODIES, body + people.french[person]),
        "created_at": moment(when),
        "date_sent": moment(when),
        "direction": words(["outbound-api", "inbound"], inbound.astype(int)),
        "error_code": words([None, "30003", None, "21610"], state),
        "from": text(np.where(inbound, number, own)),
        "messaging_service_sid": words([STORES, COLLECTION, None], service),
        "num_media": same("0", count),
        "num_segments": same("1", count),
        "price": words(["-0.0079", "-0.0079", "-0.0075", None], state),
        "price_unit": same("USD", count),
        "status": words(["delivered", "undelivered", "received", "failed"], state),
        "to": text(np.where(inbound, own, number)),
        "updated_at": moment(when + 3_000_000),
        "_fivetran_synced": synced(plan, rng, when),
    }
    flaws = Flaws(
        date="date_sent", updated="updated_at", created="created_at", older={"status": "queued"}
    )
    export.add("twilio", "message", columns, flaws)


def _export_calls(
    chunk: Chunk, rng: np.random.Generator, export: Export, numbers: _Numbers
) -> Touches:
    """Export calls out to buyers and calls in, which have a second leg to an agent."""
    plan, people = chunk.plan, chunk.people
    called = np.flatnonzero(people.traits.buys & (rng.random(len(people)) < 0.25))
    out = reach(plan, rng, people, called, CALLS)
    caller = np.flatnonzero(rng.random(len(people)) < _CALLERS)
    day = plan.history - 1 - rng.integers(0, plan.web_days - 1, len(caller))
    rang = plan.epoch + day * DAY + 15 * _HOUR + rng.integers(0, 4 * _HOUR, len(caller))
    person = np.concatenate([out.person, caller, caller])
    when = np.concatenate([out.moment, rang, rang + 20_000_000]) // 1_000_000 * 1_000_000
    number = numbers.of(rng, person, _FIXED_LINES)
    count, sent, came = len(person), len(out), len(caller)
    kind = np.repeat([0, 1, 2], [sent, came, came])
    taken, talked = ~out.failed, out.answered_at > 0
    state = np.concatenate(
        [np.where(taken, 0, rng.integers(1, 3, sent)), np.zeros(2 * came, dtype=np.int64)]
    )
    machine = taken & ~talked & (rng.random(sent) < 0.7)
    by = np.concatenate([np.where(taken, np.where(machine, 1, 0), 2), np.full(2 * came, 2)])
    seconds = np.where(talked, rng.integers(25, 600, sent), rng.integers(4, 19, sent)) * taken
    inside = rng.integers(40, 900, came)
    seconds = np.concatenate([seconds, inside, inside])
    agent = np.full(count, "client:agent", dtype=object)
    hidden = (kind == 1) & (rng.random(count) < _HIDDEN)
    tokens = chunk.keys.tokens("twilio.call", count).to_pylist()
    keys = np.array([f"CA{token}" for token in tokens], dtype=object)
    parent = np.concatenate([np.full(sent + came, None, dtype=object), keys[sent : sent + came]])
    source = np.select([kind == 0, hidden], [SALES_LINE, "Anonymous"], number)
    columns = {
        "id": text(keys),
        "account_id": same(_ACCOUNT, count),
        "answered_by": words(["human", "machine_start", None], by),
        "created_at": moment(when),
        "direction": words(["outbound-api", "inbound", "outbound-dial"], kind),
        "duration": text(seconds.astype(str).astype(object)),
        "end_time": moment(when + seconds * 1_000_000),
        "from": text(np.where(kind == 2, number, source)),
        "parent_call_id": text(parent),
        "price": words(["-0.0140", None], (state > 0).astype(int)),
        "price_unit": same("USD", count),
        "start_time": moment(when),
        "status": words(["completed", "no-answer", "busy"], state),
        "to": text(np.select([kind == 0, kind == 1], [number, SERVICE_LINE], agent)),
        "updated_at": moment(when + seconds * 1_000_000),
        "_fivetran_synced": synced(plan, rng, when),
    }
    flaws = Flaws(date="start_time", updated="updated_at", created="created_at")
    export.add("twilio", "call", columns, flaws)
    return out
