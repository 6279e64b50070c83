"""The service desk's export (Zendesk): who writes, about what; complaints about too much mail."""

from dataclasses import dataclass

import numpy as np

from c360.demo import geography
from c360.demo.chance import stream
from c360.demo.columns import flag, moment, number, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.messaging import COMPLAINED, Sends
from c360.demo.plan import DAY
from c360.demo.purchases import Purchases
from c360.demo.records import Written, write_down
from c360.demo.rows import Flaws
from c360.demo.shop import Accounts

TOO_MUCH_MAIL, DELIVERY, RETURN, QUESTION, NO_MORE_MAIL, OBJECTION = range(6)
SUBJECTS = [
    ["[contact-frequency] Too many emails", "[contact-frequency] Trop de courriels"],
    ["Where is my order?", "Où est ma commande ?"],
    ["Problem with a return", "Problème avec un retour"],
    ["Question about a product", "Question sur un produit"],
    ["[contact-frequency] Stop e-mailing me", "[contact-frequency] Ne plus recevoir de courriels"],
    ["[contact-frequency] I object to marketing", "[contact-frequency] Je m'oppose au marketing"],
]
# Of those whom an agent takes off the lists: who asked for it, and among them who objected.
_ASKED, _OBJECTED = 0.6, 0.2
_TYPES = ["problem", "incident", "question"]
_TYPE_OF_TOPIC = np.array([0, 1, 0, 2, 0, 0])
_AGENTS = ["Alice Agent", "Bruno Conseiller", "Chris Support", "Dominique Service"]
_USER_BASE, _TICKET_BASE = 370_000_000_000, 1_000_000


@dataclass
class Tickets:
    """Arrays by ticket."""

    person: np.ndarray
    topic: np.ndarray
    created: np.ndarray


def export_service(
    chunk: Chunk, export: Export, purchases: Purchases, sends: Sends, accounts: Accounts
) -> None:
    """Export requesters, agents and tickets."""
    rng = stream(chunk.plan.seed, "service", chunk.number)
    tickets = _make_tickets(chunk, rng, purchases, sends)
    person, requester = np.unique(tickets.person, return_inverse=True)
    user_id = chunk.keys.bigints("zendesk.user", len(person), _USER_BASE)
    first = np.full(len(person), chunk.plan.end)
    np.minimum.at(first, requester, tickets.created)
    written = write_down(chunk.plan, rng, chunk.people, person, (first - chunk.plan.epoch) // DAY)
    _export_users(chunk, rng, export, written, first, user_id, accounts)
    _export_tickets(chunk, rng, export, tickets, user_id[requester])


def _make_tickets(
    chunk: Chunk, rng: np.random.Generator, purchases: Purchases, sends: Sends
) -> Tickets:
    """Write about late orders and returns, with questions, and about too much mail."""
    plan, people = chunk.plan, chunk.people
    orders, lines = purchases.orders, purchases.lines
    late = np.flatnonzero(orders.web & (rng.random(len(orders)) < 0.03))
    back = np.flatnonzero((lines.returned > 0) & (rng.random(len(lines.order)) < 0.08))
    asks = np.flatnonzero(rng.random(len(people)) < 0.05)
    angry = np.flatnonzero(np.abs(sends.reaction) == COMPLAINED)
    drawn = stream(plan.seed, "service requests", chunk.number).random(len(angry))
    taken_off = sends.reaction[angry] == COMPLAINED
    asked, objected = (taken_off & (drawn < share) for share in (_ASKED, _OBJECTED))
    wish = np.select([objected, asked], [OBJECTION, NO_MORE_MAIL], TOO_MUCH_MAIL)
    ask_day = people.traits.first_day[asks] + rng.integers(0, 300, len(asks))
    parts = [
        (sends.person[angry], wish, sends.reacted_at[angry]),
        (orders.person[late], DELIVERY, orders.moment[late] + 4 * DAY),
        (orders.person[lines.order[back]], RETURN, lines.returned_at[back] + DAY),
        (asks, QUESTION, plan.epoch + ask_day * DAY + 15 * DAY // 24),
    ]
    person, topic, created = (
        np.concatenate([np.broadcast_to(part[i], len(part[0])) for part in parts]) for i in range(3)
    )
    created = created + rng.integers(0, 3_600, len(created)) * 1_000_000
    seen = created < plan.end
    return Tickets(person[seen], topic[seen], created[seen] // 1_000_000 * 1_000_000)


def _export_users(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    written: Written,
    first: np.ndarray,
    user_id: np.ndarray,
    accounts: Accounts,
) -> None:
    """Export requesters (end-user), some with their shop account, and the agents."""
    plan, people, count = chunk.plan, chunk.people, len(user_id)
    account = accounts.of_person(len(people))[written.person]
    linked = (account >= 0) & (rng.random(count) < 0.4)
    shop = np.append(accounts.id, 0)[account]
    external = [str(s) if known else None for s, known in zip(shop, linked, strict=True)]
    agents = len(_AGENTS) if chunk.is_first else 0
    agent_id = chunk.keys.bigints("zendesk.user", agents, _USER_BASE)
    blank = [None] * agents
    created = np.concatenate([first, np.full(agents, plan.epoch)])
    updated = created + rng.integers(60, 40 * 86_400, count + agents) * 1_000_000
    updated = np.minimum(updated, plan.end - 1_000_000)
    zones = [geography.TIME_ZONES[spot.behind] for spot in geography.PLACES]
    french = people.french[written.person].astype(int)
    mails = [f"{name.split()[0].lower()}@maisonboreale.example" for name in _AGENTS[:agents]]
    place = np.concatenate([written.place, np.zeros(agents, dtype=np.int64)])
    columns = {
        "id": number(np.concatenate([user_id, agent_id])),
        "active": same(True, count + agents),
        "created_at": moment(created),
        "email": text([*written.email, *mails]),
        "external_id": text([*external, *blank]),
        "locale": words(["en-US", "fr"], np.concatenate([french, np.zeros(agents, dtype=int)])),
        "name": text([*written.full_name, *_AGENTS[:agents]]),
        "phone": text([*np.where(rng.random(count) < 0.5, written.phone, None), *blank]),
        "role": text(["end-user"] * count + ["agent"] * agents),
        "suspended": flag(rng.random(count + agents) < 0.005),
        "time_zone": words(zones, place),
        "updated_at": moment(updated),
        "verified": flag(rng.random(count + agents) < 0.8),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created_at", updated="updated_at", created="created_at", older={"phone": None}
    )
    export.add("zendesk", "user", columns, flaws)
    export.tell("zendesk:user", user_id, written.person)


def _export_tickets(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    tickets: Tickets,
    requester_id: np.ndarray,
) -> None:
    """Export tickets; most are solved within days."""
    plan, count = chunk.plan, len(tickets.topic)
    french = chunk.people.french[tickets.person].astype(int)
    subjects = [subject for pair in SUBJECTS for subject in pair]
    worked = tickets.created + rng.integers(600, 6 * 86_400, count) * 1_000_000
    done = worked < plan.end
    updated = np.minimum(worked, plan.end)
    upset = np.isin(tickets.topic, (TOO_MUCH_MAIL, NO_MORE_MAIL, OBJECTION))
    columns = {
        "id": number(chunk.keys.numbers("zendesk.ticket", count) + _TICKET_BASE),
        "created_at": moment(tickets.created),
        "description": words(subjects, tickets.topic * 2 + french),
        "is_public": same(True, count),
        "priority": words(
            ["low", "normal", "high", "urgent"], np.where(upset, 2, rng.integers(0, 3, count))
        ),
        "recipient": same("service@maisonboreale.example", count),
        "requester_id": number(requester_id),
        "status": words(["open", "solved", "closed"], done * rng.integers(1, 3, count)),
        "subject": words(subjects, tickets.topic * 2 + french),
        "submitter_id": number(requester_id),
        "type": words(_TYPES, _TYPE_OF_TOPIC[tickets.topic]),
        "updated_at": moment(updated),
        "via_channel": words(["email", "web", "voice"], rng.choice(3, count, p=[0.6, 0.3, 0.1])),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created_at",
        updated="updated_at",
        created="created_at",
        older={"status": "new"},
        orphan={
            "requester_id": lambda n: number(chunk.keys.bigints("zendesk.user", n, _USER_BASE))
        },
        fresh={"id": lambda n: number(chunk.keys.numbers("zendesk.ticket", n) + _TICKET_BASE)},
    )
    export.add("zendesk", "ticket", columns, flaws)
