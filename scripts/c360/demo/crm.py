"""The CRM's export (Salesforce): companies, their buyers, some consumers, leads."""

import numpy as np
import pyarrow as pa

from c360.demo import geography, words
from c360.demo.chance import stream
from c360.demo.columns import flag, moment, number, same, text
from c360.demo.columns import words as spelled
from c360.demo.export import Chunk, Export, synced
from c360.demo.plan import DAY
from c360.demo.records import Written, write_down
from c360.demo.rows import Flaws

_CONTACTS = {True: 0.85, False: 0.14}
_LEADS = {True: 0.40, False: 0.03}
_CONVERTED = 0.6
_DUPLICATE_CONTACTS = 0.04
_SOURCES = ["Web", "Phone Inquiry", "Partner Referral", "Trade Show", "Store"]


def export_crm(chunk: Chunk, export: Export) -> None:
    """Export accounts, contacts and leads of a chunk."""
    rng = stream(chunk.plan.seed, "crm", chunk.number)
    people = chunk.people
    business = people.business
    draw = rng.random(len(people))
    in_crm = draw < np.where(business, _CONTACTS[True], _CONTACTS[False])
    person = np.flatnonzero(in_crm)
    person = np.concatenate([person, person[rng.random(len(person)) < _DUPLICATE_CONTACTS]])
    contact_id = chunk.keys.salesforce("crm.contact", len(person), "003")
    account_id = chunk.keys.salesforce("crm.account", len(people.company_name), "001")
    _export_accounts(chunk, rng, export, account_id)
    _export_contacts(chunk, rng, export, person, contact_id, account_id)
    contact_of = np.full(len(people), -1)
    contact_of[person[::-1]] = np.arange(len(person))[::-1]
    is_lead = rng.random(len(people)) < np.where(business, _LEADS[True], _LEADS[False])
    lead = np.flatnonzero(is_lead)
    converted = np.where(rng.random(len(lead)) < _CONVERTED, contact_of[lead], -1)
    _export_leads(chunk, rng, export, lead, converted, contact_id, account_id)


def _moments(
    chunk: Chunk, rng: np.random.Generator, person: np.ndarray, last_share: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return (created, last modified) of CRM rows, after the person's first day."""
    plan = chunk.plan
    first = plan.epoch + chunk.people.traits.first_day[person] * DAY
    created = first + rng.integers(0, DAY, len(person))
    room = np.maximum(plan.end - created, 1)
    modified = created + (room * rng.random(len(person)) * last_share).astype(np.int64)
    return created // 1_000_000 * 1_000_000, modified // 1_000_000 * 1_000_000


def _export_accounts(
    chunk: Chunk, rng: np.random.Generator, export: Export, account_id: np.ndarray
) -> None:
    """Export the companies of the business buyers."""
    people, count = chunk.people, len(account_id)
    buyers = np.flatnonzero(people.company >= 0)
    head = buyers[np.searchsorted(people.company[buyers], np.arange(count))]
    place = people.place[head]
    created, modified = _moments(chunk, rng, head, 0.5)
    spots = geography.PLACES
    columns = {
        "id": text(account_id),
        "name": text(people.company_name),
        "billing_street": text(people.street[people.household[head], 0]),
        "billing_city": spelled([spot.city for spot in spots], place),
        "billing_state_code": spelled([spot.region for spot in spots], place),
        "billing_postal_code": text(people.postal[people.household[head], 0]),
        "billing_country_code": spelled([spot.country for spot in spots], place),
        "industry": spelled(words.INDUSTRIES, rng.integers(0, len(words.INDUSTRIES), count)),
        "number_of_employees": number(rng.integers(2, 400, count)),
        "phone": text(people.fixed_line[head]),
        "type": same("Customer", count),
        "website": text([f"https://www.{domain}" for domain in people.company_domain]),
        "is_deleted": flag(rng.random(count) < 0.01),
        "last_activity_date": moment(modified),
        "_fivetran_active": same(True, count),
        "_fivetran_synced": synced(chunk.plan, rng, created),
    }
    export.add("salesforce", "account", columns, Flaws(date="last_activity_date"))


def _who(chunk: Chunk, rng: np.random.Generator, person: np.ndarray, when: np.ndarray) -> Written:
    """Write people down as sales staff do: at work when they buy for a company."""
    day = (when - chunk.plan.epoch) // DAY
    return write_down(chunk.plan, rng, chunk.people, person, day, at_work=True)


def _job_titles(chunk: Chunk, rng: np.random.Generator, person: np.ndarray) -> np.ndarray:
    """Draw a job title for those who buy for a company."""
    people = chunk.people
    draws = rng.integers(0, 5, len(person))
    titles = [
        words.JOB_TITLES["fr" if people.french[p] else "en"][d] if people.business[p] else None
        for p, d in zip(person, draws, strict=True)
    ]
    return np.array(titles, dtype=object)


def _account_of(chunk: Chunk, person: np.ndarray, account_id: np.ndarray) -> np.ndarray:
    """Return each person's account id (None: a consumer)."""
    company = chunk.people.company[person]
    ids = np.append(account_id, None).astype(object)
    return ids[company]


def _export_contacts(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    person: np.ndarray,
    contact_id: np.ndarray,
    account_id: np.ndarray,
) -> None:
    """Export contacts: almost every business buyer, some consumers."""
    plan, count = chunk.plan, len(person)
    created, modified = _moments(chunk, rng, person, 0.7)
    who = _who(chunk, rng, person, modified)
    other = write_down(plan, rng, chunk.people, person, (modified - plan.epoch) // DAY)
    columns = {
        "id": text(contact_id),
        "account_id": text(_account_of(chunk, person, account_id)),
        "created_date": moment(created),
        "last_modified_date": moment(modified),
        "system_modstamp": moment(modified),
        "email": text(who.email),
        "first_name": text(who.first_name),
        "last_name": text(who.last_name),
        "name": text(who.full_name),
        "title": text(_job_titles(chunk, rng, person)),
        "mailing_street": text(who.street),
        "mailing_city": text(who.of_place("city")),
        "mailing_state": text(who.region_name),
        "mailing_state_code": text(who.of_place("region")),
        "mailing_postal_code": text(who.postal),
        "mailing_country": text(who.country_name),
        "mailing_country_code": text(who.of_place("country")),
        "phone": text(np.where(rng.random(count) < 0.7, who.phone, None)),
        "mobile_phone": text(np.where(rng.random(count) < 0.5, other.phone, None)),
        "birthdate": _birth_dates(who, rng.random(count) < 0.4),
        "lead_source": spelled(_SOURCES, rng.integers(0, len(_SOURCES), count)),
        "has_opted_out_of_email": flag(rng.random(count) < 0.06),
        "do_not_call": flag(rng.random(count) < 0.10),
        "is_deleted": flag(rng.random(count) < 0.01),
        "_fivetran_active": same(True, count),
        "_fivetran_synced": synced(plan, rng, modified),
    }
    orphan = {"account_id": lambda n: text(chunk.keys.salesforce("crm.account", n, "001"))}
    flaws = Flaws(
        date="created_date",
        updated="last_modified_date",
        created="created_date",
        older={"mobile_phone": None},
        orphan=orphan,
        fresh={"id": lambda n: text(chunk.keys.salesforce("crm.contact", n, "003"))},
    )
    export.add("salesforce", "contact", columns, flaws)
    export.tell("salesforce:contact", contact_id, person)


def _birth_dates(who: Written, known: np.ndarray) -> pa.Array:
    """Return known birth dates as dates."""
    return pa.array(who.birth_date.astype("datetime64[D]"), mask=~known)


def _export_leads(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    person: np.ndarray,
    converted: np.ndarray,
    contact_id: np.ndarray,
    account_id: np.ndarray,
) -> None:
    """Export leads; a converted one names the contact and the account it became."""
    plan, people, count = chunk.plan, chunk.people, len(person)
    created, modified = _moments(chunk, rng, person, 0.2)
    who = _who(chunk, rng, person, created)
    became = converted >= 0
    contacts = np.append(contact_id, None).astype(object)[converted]
    company = np.append(people.company_name, None).astype(object)[people.company[person]]
    lead_id = chunk.keys.salesforce("crm.lead", count, "00Q")
    accounts = np.where(became, _account_of(chunk, person, account_id), None)
    columns = {
        "id": text(lead_id),
        "created_date": moment(created),
        "last_modified_date": moment(modified),
        "system_modstamp": moment(modified),
        "email": text(who.email),
        "first_name": text(who.first_name),
        "last_name": text(who.last_name),
        "name": text(who.full_name),
        "company": text(company),
        "title": text(_job_titles(chunk, rng, person)),
        "street": text(who.street),
        "city": text(who.of_place("city")),
        "state": text(who.region_name),
        "state_code": text(who.of_place("region")),
        "postal_code": text(who.postal),
        "country": text(who.country_name),
        "country_code": text(who.of_place("country")),
        "phone": text(who.phone),
        "lead_source": spelled(_SOURCES, rng.integers(0, len(_SOURCES), count)),
        "status": spelled(
            ["Open - Not Contacted", "Qualified", "Converted"],
            np.where(became, 2, rng.integers(0, 2, count)),
        ),
        "is_converted": flag(became),
        "converted_date": moment(modified, became),
        "converted_contact_id": text(contacts),
        "converted_account_id": text(accounts),
        "has_opted_out_of_email": flag(rng.random(count) < 0.05),
        "is_deleted": flag(rng.random(count) < 0.01),
        "_fivetran_active": same(True, count),
        "_fivetran_synced": synced(plan, rng, modified),
    }
    flaws = Flaws(
        date="created_date",
        updated="last_modified_date",
        created="created_date",
        older={"status": "Open - Not Contacted"},
    )
    export.add("salesforce", "lead", columns, flaws)
    export.tell("salesforce:lead", lead_id, person)
