"""Consent over a whole company of one's own files: what a merge of customers may do to it."""

import random
from pathlib import Path

import duckdb
import pytest
from scratch import call_c360, copy_part

RECORDS = 90
CHANNELS = ("email", "sms", "direct_mail", "chat")
MODELS = (
    *("docs", "staging/files", "staging/landing", "intermediate/conformed"),
    *("intermediate/identity", "intermediate/matching", "intermediate/consent", "marts/consent"),
)


def write_company(raw: Path) -> None:
    """Write ninety records who granted, refused, bought and asked at random until 2026-06-30."""
    draw = random.Random(5)
    names = [f"r{number:02}" for number in range(RECORDS)]

    def day(first_year: int = 2022) -> str:
        year = draw.randint(first_year, 2026)
        return f"{year}-{draw.randint(1, 6):02}-{draw.randint(1, 28):02}"

    def contact(name: str) -> str:
        email = f"{name}@example.com" if draw.random() < 0.8 else ""
        phone = f"+1514555{1000 + int(name[1:])}" if draw.random() < 0.5 else ""
        street = "1 Main Street,Montreal" if draw.random() < 0.4 else ","
        country = draw.choice(["CA", "FR", "US", "DE", "GB", "JP", ""])
        return f"{name},{email},{phone},{street},{country},{draw.choice(['b2c', 'b2b', ''])}"

    def consent(number: int) -> str:
        status = draw.choice(["granted", "granted", "withdrawn", "objected"])
        basis = draw.choice(["express", "implied", "inquiry", "legitimate_interest", ""])
        said = f"{draw.choice(CHANNELS)},{draw.choice(['marketing', 'marketing', 'transactional'])}"
        return f"k{number},{draw.choice(names)},{said},{status},{basis},{day()}"

    def touchpoint(number: int) -> str:
        event = draw.choice(["unsubscribed", "complained", "opened"])
        return f"t{number},{draw.choice(names)},email,marketing,{event},{day()}"

    files = {
        "contacts": (
            "record_id,email,phone,street,city,country_code,customer_type",
            [contact(name) for name in names],
        ),
        "consents": (
            "consent_id,record_id,channel,purpose,status,basis,occurred_at",
            [consent(number) for number in range(60)],
        ),
        "touchpoints": (
            "touchpoint_id,record_id,channel,purpose,event,occurred_at",
            [touchpoint(number) for number in range(10)],
        ),
        "orders": (
            "order_id,record_id,net_amount,ordered_at",
            [f"o{number},{draw.choice(names)},10.00,{day()}" for number in range(40)],
        ),
        "interactions": (
            "interaction_id,record_id,kind,occurred_at",
            [f"i{number},{draw.choice(names)},inquiry,{day(2026)}" for number in range(40)],
        ),
    }
    for name, (header, rows) in files.items():
        (raw / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n")


def build(project: Path) -> tuple[int, set[tuple], set[tuple]]:
    """Build; the customers, what may be used (channel, purpose, contact point), and the reasons."""
    outcome = call_c360(
        project, "build", "--sources", "files", "--select", "+customer_contactability"
    )
    assert outcome.exit_code == 0, outcome.stderr
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        customers = connection.execute(
            "select count(distinct customer_id) from marts.customer_contactability"
        ).fetchone()[0]
        usable = connection.execute(
            "select channel, purpose, contact_point from intermediate.int_consent__verdicts "
            "where is_contactable"
        ).fetchall()
        reasons = connection.execute(
            "select distinct coalesce(basis, refusal_reason) from marts.customer_contactability"
        ).fetchall()
    return customers, set(usable), set(reasons)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A project whose source `files` is the random company, landed."""
    project = copy_part(tmp_path / "project", models=MODELS)
    raw = project / "mine"
    raw.mkdir()
    write_company(raw)
    landed = call_c360(
        project, "land", "--raw", "mine", "--sources", "files", "--as-of", "2026-06-30"
    )
    assert landed.exit_code == 0, landed.stderr
    return project


def test_a_merge_never_widens_consent(company):
    """Every fourth record is said to be the same person as another: nothing new may be used."""
    apart, usable_apart, reasons = build(company)
    assert apart == RECORDS
    assert {reason for (reason,) in reasons} == {
        *("express", "purchase", "inquiry", "opt-out"),
        *("objection", "consent withdrawn", "consent expired", "no consent"),
    }
    draw = random.Random(6)
    pairs = [draw.sample(range(RECORDS), 2) for _ in range(RECORDS // 4)]
    decisions = company / "seeds" / "config" / "identity_decisions.csv"
    decisions.write_text(
        decisions.read_text()
        + "".join(f"r{one:02},r{other:02},always,Eva,2026-06-01,\n" for one, other in pairs)
    )
    merged, usable_merged, _ = build(company)
    assert merged < RECORDS - 15
    assert usable_merged <= usable_apart
    assert 0 < len(usable_merged) < len(usable_apart)
