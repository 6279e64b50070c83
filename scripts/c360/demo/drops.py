"""What no connector delivers, as the company hands it in: its own files, laid out like contracts.

Direct mail drops, pushes of the app and of the browser, messenger, visits of the sales force, the
social network, programmatic advertising, banners and chats of the site, comments. Each tool knows
its people by a number of its own and by what it was given: a card number, a CRM number, a device, a
telephone number, an e-mail address.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from c360.demo.chance import pick, stream
from c360.demo.columns import flag, moment, same, text, words
from c360.demo.export import Chunk, Export
from c360.demo.own_files import SOURCE, OwnFiles
from c360.demo.people import People
from c360.demo.plan import DAY, Plan
from c360.demo.reach import REPORTED, Medium, Touches, app_users, campaign_days, reach, take
from c360.demo.records import write_down
from c360.demo.rows import Flaws


@dataclass(frozen=True)
class Drop:
    """A channel of the own files: its medium, what an answer is, who sends, what a message costs.

    ``cents`` are hundredths of a cent of a Canadian dollar; 0: the seed's unit cost holds.
    """

    medium: Medium
    answer: str
    business_unit: str
    name: str
    cents: int = 0
    can_report: bool = False
    personalised: bool = False


MAIL = Drop(
    Medium("direct_mail", 45, 0.6, rhythm=0.5, response=-2.6, delay=120, fails=0.03, hour=15),
    "redeemed",
    "Stores",
    "Catalogue",
    cents=8_500,
)
APP = Drop(
    Medium("app_push", 14, 0.5, rhythm=2.0, response=-1.4, delay=0.5, hour=18),
    "opened",
    "Club",
    "Club news",
    can_report=True,
)
WEB_PUSH = Drop(
    Medium("web_push", 9, 0.7, rhythm=2.0, response=-2.4, delay=1, hour=13),
    "clicked",
    "Web shop",
    "Web push",
    can_report=True,
)
MESSENGER = Drop(
    Medium("messenger_push", 14, 0.8, rhythm=1.0, response=-1.2, delay=0.5, hour=17),
    "replied",
    "Customer care",
    "Messenger news",
    can_report=True,
)
VISITS = Drop(
    Medium("sales_force", 35, 0.5, rhythm=0.25, response=0.8, delay=0.01, fails=0.15, hour=14),
    "replied",
    "Wholesale",
    "Visits",
    cents=600_000,
    personalised=True,
)
SOCIAL = Drop(
    Medium("social_network", 7, 0.5, rhythm=7.0, response=-3.0, delay=6, fails=0, hour=21),
    "clicked",
    "Brand",
    "Sponsored post",
    can_report=True,
)
DISPLAY = Drop(
    Medium("programmatic", 7, 0.5, rhythm=14.0, response=-4.2, delay=12, fails=0, hour=20),
    "clicked",
    "Brand",
    "Display",
)
BANNER = Drop(
    Medium("banner", 1, 1.0, rhythm=21.0, response=-2.5, delay=0.1, fails=0),
    "clicked",
    "Web shop",
    "On-site banner",
)
CHAT = Drop(
    Medium("chat", 1, 1.0, rhythm=1.0, response=0.2, delay=0.05, fails=0),
    "replied",
    "Customer care",
    "Chat invitation",
    personalised=True,
)
DROPS = (MAIL, APP, WEB_PUSH, MESSENGER, VISITS, SOCIAL, DISPLAY, BANNER, CHAT)
_SUBSCRIBERS, _CONSENTING, _ON_MESSENGER, _ON_SOCIAL, _INVITED = 0.5, 0.9, 0.08, 0.3, 0.12
_COMMENTS_A_YEAR = 1.6
_ACCOUNT = ("first_name", "last_name", "email")
_COMMENTS = [
    ("positive", ["Love the new collection!", "J'adore la nouvelle collection !"], 0.46),
    ("neutral", ["Is this available in Lyon too?", "Disponible à Montréal aussi ?"], 0.32),
    ("negative", ["My parcel never arrived.", "Colis jamais arrivé, déçue."], 0.22),
]


@dataclass
class _Members:
    """Who a tool knows: persons, and their record ids by person (None: not known)."""

    person: np.ndarray
    record_id: np.ndarray


def export_drops(chunk: Chunk, export: Export, calls: Touches) -> None:
    """Export the own files; ``calls`` tells who asked the call centre not to call again."""
    rng = stream(chunk.plan.seed, "drops", chunk.number)
    files = OwnFiles()
    social = _social_accounts(chunk, rng, export, files)
    for drop, members in (
        (MAIL, _recipients(chunk, rng, export, files)),
        (APP, _installations(chunk, rng, export, files)),
        (MESSENGER, _messengers(chunk, rng, export, files)),
        (VISITS, _visited(chunk, rng, export, files)),
        (SOCIAL, social),
    ):
        _send(chunk, rng, files, drop, members)
    _show_on_browsers(chunk, rng, export, files)
    _keep_off_the_phone(chunk, rng, export, files, calls)
    files.export(export)
    _export_comments(chunk, rng, export, social)
    if chunk.is_first:
        _export_campaigns(chunk.plan, export)


def _join(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    files: OwnFiles,
    tool: str,
    person: np.ndarray,
    shown: tuple[str, ...],
    at_work: bool = False,
    since: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Make a tool's records of people with the columns ``shown``; their ids and moments."""
    plan, people, count = chunk.plan, chunk.people, len(person)
    day = np.maximum(people.traits.first_day[person] + 7, plan.history - plan.web_days)
    created = plan.epoch + np.minimum(day, plan.horizon - 1) * DAY + rng.integers(0, DAY, count)
    created = (created if since is None else since) // 1_000_000 * 1_000_000
    written = write_down(plan, rng, people, person, (created - plan.epoch) // DAY, at_work=at_work)
    numbers = chunk.keys.digits(f"files.{tool}", count, "")
    record_id = np.array([f"{tool}:{number}" for number in numbers], dtype=object)
    export.tell(tool, numbers, person)
    known = {
        "first_name": lambda: text(written.first_name),
        "last_name": lambda: text(written.last_name),
        "email": lambda: text(written.email),
        "phone": lambda: text(written.phone),
        "street": lambda: text(written.street),
        "city": lambda: text(written.of_place("city")),
        "region": lambda: text(written.of_place("region")),
        "postal_code": lambda: text(written.postal),
        "country_code": lambda: text(written.of_place("country")),
    }
    files.contacts.append(
        {
            "record_id": text(record_id),
            "source": text(np.full(count, tool, dtype=object)),
            **{
                name: maker() if name in shown else pa.nulls(count, pa.string())
                for name, maker in known.items()
            },
            "created_at": moment(created),
            "updated_at": moment(created),
        }
    )
    return record_id, created


def _by_person(people: People, person: np.ndarray, record_id: np.ndarray) -> _Members:
    """Index a tool's records by person; who has two is written to on the first."""
    of_person = np.full(len(people), None, dtype=object)
    of_person[person[::-1]] = record_id[::-1]
    return _Members(np.unique(person), of_person)


def _recipients(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles
) -> _Members:
    """Lend the mailing house the addresses of card holders who want catalogues, by card number."""
    card, holder = export.known_as("pos:loyalty_card")
    wanted = np.flatnonzero(export.column("pos", "loyalty_card", "mail_optin") == "O")
    person, first = np.unique(holder[wanted], return_index=True)
    shown = ("first_name", "last_name", "street", "city", "region", "postal_code", "country_code")
    record_id, created = _join(chunk, rng, export, files, "mailing", person, shown)
    files.identifiers.append((record_id, "loyalty_number", card[wanted][first], created))
    return _by_person(chunk.people, person, record_id)


def _installations(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles
) -> _Members:
    """Register the app's installations; most log in with their e-mail address."""
    person = app_users(chunk.plan, chunk.number, chunk.people)
    record_id, created = _join(chunk, rng, export, files, "app", person, _ACCOUNT)
    device = chunk.keys.tokens("files.installation", len(person)).to_numpy(zero_copy_only=False)
    files.identifiers.append((record_id, "device_id", device, created))
    files.consents.append((record_id, "app_push", "App permission", created))
    return _by_person(chunk.people, person, record_id)


def _messengers(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles
) -> _Members:
    """Register who writes with the company on a messenger, by telephone number."""
    person = np.flatnonzero(rng.random(len(chunk.people)) < _ON_MESSENGER)
    record_id, created = _join(chunk, rng, export, files, "messenger", person, ("first_name",))
    files.identifiers.append((record_id, "phone", chunk.people.mobile[person], created))
    files.consents.append((record_id, "messenger_push", "Messenger opt-in", created))
    return _by_person(chunk.people, person, record_id)


def _visited(chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles) -> _Members:
    """List the buyers whom the sales force visits, by their number in the CRM."""
    contact, owner = export.known_as("salesforce:contact")
    rows = np.flatnonzero(chunk.people.business[owner])
    person, first = np.unique(owner[rows], return_index=True)
    record_id, created = _join(chunk, rng, export, files, "visits", person, _ACCOUNT, at_work=True)
    files.identifiers.append((record_id, "crm_number", contact[rows][first], created))
    return _by_person(chunk.people, person, record_id)


def _social_accounts(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles
) -> _Members:
    """List the accounts on the social network that its match by e-mail address has found."""
    person = np.flatnonzero(rng.random(len(chunk.people)) < _ON_SOCIAL)
    record_id, created = _join(chunk, rng, export, files, "social", person, _ACCOUNT)
    files.consents.append((record_id, "social_network", "Custom audience consent", created))
    return _by_person(chunk.people, person, record_id)


def _show_on_browsers(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles
) -> None:
    """Show advertising, banners, pushes and chat invitations to browsers that have consented."""
    plan, people = chunk.plan, chunk.people
    device, when, person = _visits(export)
    ids, first, browser = np.unique(device, return_index=True, return_inverse=True)
    chosen = np.flatnonzero(rng.random(len(ids)) < _CONSENTING)
    owner = person[first[chosen]]
    made, created = _join(
        chunk, rng, export, files, "browser", owner, (), since=when[first[chosen]]
    )
    files.identifiers.append((made, "device_id", ids[chosen], created))
    for channel in ("banner", "programmatic"):
        files.consents.append((made, channel, "Cookie banner", created))
    members = _by_person(people, owner, made)
    _send(chunk, rng, files, DISPLAY, members)
    asked = rng.random(len(made)) < _SUBSCRIBERS
    files.consents.append((made[asked], "web_push", "Browser permission", created[asked]))
    _send(chunk, rng, files, WEB_PUSH, _by_person(people, owner[asked], made[asked]))
    record_id = np.full(len(ids), None, dtype=object)
    record_id[chosen] = made
    seen = np.flatnonzero(np.isin(browser, chosen))
    invited = seen[rng.random(len(seen)) < _INVITED]
    for drop, visit in ((BANNER, seen), (CHAT, invited)):
        day = (when[visit] - plan.epoch) // DAY
        taken = take(plan, rng, people, person[visit], day, visit, drop.medium, when[visit])
        months = taken.moment.astype("datetime64[us]").astype("datetime64[M]")
        _note(chunk, files, drop, taken, record_id[browser[taken.campaign]], months)


def _visits(export: Export) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the device, first moment and person of each day on the site of a consenting device.

    Consent is asked with the login. A device that several people use is nobody's.
    """
    key, owner = export.known_as("ga4:device")
    logged_in = {device for device, _, account in (k.partition("/") for k in key) if account}
    whose = {k: who for k, who in zip(key.tolist(), owner.tolist(), strict=True) if k in logged_in}
    device = export.column("ga4", "event", "user_pseudo_id")
    when = export.column("ga4", "event", "timestamp").astype("datetime64[us]").astype(np.int64)
    alone = np.array([d in whose for d in device.tolist()], dtype=bool)
    device, when = device[alone].astype(str), when[alone]
    order = np.lexsort((when, device))
    device, when = device[order], when[order]
    day = when // DAY
    starts = np.append(True, (device[1:] != device[:-1]) | (day[1:] != day[:-1]))[: len(device)]
    device, when = device[starts], when[starts]
    person = np.array([whose[d] for d in device.tolist()], dtype=np.int64)
    return device.astype(object), when, person


def _keep_off_the_phone(
    chunk: Chunk, rng: np.random.Generator, export: Export, files: OwnFiles, calls: Touches
) -> None:
    """List who asked the call centre not to call again, by telephone number."""
    left = calls.reaction > 0
    person, when = calls.person[left], calls.reacted_at[left]
    made, created = _join(chunk, rng, export, files, "do_not_call", person, (), since=when)
    files.identifiers.append((made, "phone", chunk.people.mobile[person], created))
    count = len(person)
    message = np.array([f"call_centre:{who}" for who in made], dtype=object)
    none, free = np.full(count, None, dtype=object), np.zeros(count, dtype=np.int64)
    said, channel = (np.full(count, word) for word in ("unsubscribed", "call_centre"))
    files.events.append((message, made, channel, none, said, free, when))


def _send(
    chunk: Chunk, rng: np.random.Generator, files: OwnFiles, drop: Drop, members: _Members
) -> None:
    """Send a channel's campaigns of the last 12 months to its members."""
    plan = chunk.plan
    touches = reach(plan, rng, chunk.people, members.person, drop.medium)
    days = campaign_days(plan, drop.medium.every)
    dates = np.datetime64(plan.first_day, "D") + days[touches.campaign]
    _note(chunk, files, drop, touches, members.record_id[touches.person], dates)


def _note(
    chunk: Chunk,
    files: OwnFiles,
    drop: Drop,
    touches: Touches,
    record_id: np.ndarray,
    dates: np.ndarray,
) -> None:
    """Write down what became of messages: arrival, answer, refusal; campaigns go by their date."""
    channel, count = drop.medium.channel, len(touches)
    numbers = chunk.keys.numbers(f"files.{channel}", count)
    message = np.array([f"{channel}:{number}" for number in numbers], dtype=object)
    campaign = np.array([f"{channel}:{date}" for date in dates.astype(str)], dtype=object)
    reports = drop.can_report & (touches.reaction == REPORTED)
    every = np.ones(count, dtype=bool)
    for said, when, rows, cents in (
        (np.where(touches.failed, "bounced", "delivered"), touches.moment, every, drop.cents),
        (np.full(count, drop.answer), touches.answered_at, touches.answered_at > 0, 0),
        (
            np.where(reports, "complained", "unsubscribed"),
            touches.reacted_at,
            touches.reaction > 0,
            0,
        ),
    ):
        size = int(rows.sum())
        files.events.append(
            (
                message[rows],
                record_id[rows],
                np.full(size, channel),
                campaign[rows],
                said[rows],
                np.full(size, cents),
                when[rows],
            )
        )


def _export_comments(
    chunk: Chunk, rng: np.random.Generator, export: Export, social: _Members
) -> None:
    """Export comments on the company's posts with the sentiment that the tool gives them."""
    plan, people = chunk.plan, chunk.people
    since = np.maximum(people.traits.first_day[social.person] + 7, plan.history - plan.web_days)
    years = np.maximum(plan.horizon - since, 0) / 365
    counts = rng.poisson(_COMMENTS_A_YEAR * years)
    person = np.repeat(social.person, counts)
    count = len(person)
    start = np.repeat(since, counts)
    when = plan.epoch + ((start + (plan.horizon - start) * rng.random(count)) * DAY).astype(
        np.int64
    )
    when = np.minimum(when, plan.end - 1_000_000) // 1_000_000 * 1_000_000
    kind = pick(rng, np.array([share for _, _, share in _COMMENTS]), count)
    subjects = [subject for _, pair, _ in _COMMENTS for subject in pair]
    numbers = chunk.keys.digits("files.comment", count, "")
    columns = {
        "interaction_id": text([f"comment:{number}" for number in numbers]),
        "record_id": text(social.record_id[person]),
        "kind": same("comment", count),
        "sentiment": words([sentiment for sentiment, _, _ in _COMMENTS], kind),
        "subject": words(subjects, kind * 2 + people.french[person]),
        "occurred_at": moment(when),
    }
    flaws = Flaws(date="occurred_at", order_by=("occurred_at", "interaction_id"))
    export.add(SOURCE, "interactions", columns, flaws)


def _export_campaigns(plan: Plan, export: Export) -> None:
    """Export a campaign per channel and day of sending, of banners and chats per month."""
    last = np.datetime64(plan.first_day, "D") + plan.horizon
    rows = []
    for drop in DROPS:
        if drop.medium.every > 1:
            starts = np.datetime64(plan.first_day, "D") + campaign_days(plan, drop.medium.every)
            ends = starts
        else:
            months = np.arange(
                (last - plan.web_days).astype("datetime64[M]"), last.astype("datetime64[M]") + 1
            )
            starts, ends = months, (months + 1).astype("datetime64[D]") - 1
        rows += [
            (
                f"{drop.medium.channel}:{start}",
                drop.medium.channel,
                f"{start} {drop.name}",
                drop.business_unit,
                drop.personalised,
                start.astype("datetime64[us]").astype(np.int64),
                end.astype("datetime64[us]").astype(np.int64) + DAY - 1_000_000,
            )
            for start, end in zip(starts, ends, strict=True)
        ]
    ids, channel, name, unit, personalised, start, end = zip(*rows, strict=True)
    columns = {
        "campaign_id": text(ids),
        "channel": text(channel),
        "name": text(name),
        "business_unit": text(unit),
        "is_personalised": flag(np.array(personalised)),
        "started_at": moment(np.array(start)),
        "ended_at": moment(np.array(end)),
    }
    export.add(SOURCE, "campaigns", columns, Flaws(order_by=("campaign_id",), exact=True))
