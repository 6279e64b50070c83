"""The history of pressure over several runs: the same day, a full refresh, and two weeks later."""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from scratch import call_c360, copy_part

MODELS = ("docs", "staging/files", "staging/landing", "intermediate", "marts")
JUNE, JULY = "2026-06-30", "2026-07-14"


def write_company(raw: Path) -> None:
    """Write forty people who get, open and refuse messages at random until 2026-07-31."""
    draw = random.Random(8)
    people = [f"p{number:02}" for number in range(40)]
    events = []
    for number in range(2500):
        sent_at = datetime(2025, 8, 1) + timedelta(minutes=draw.randrange(364 * 24 * 60))
        message = (f"m{number}", draw.choice(people), draw.choice(["email", "sms"]), "marketing")
        events.append((f"s{number}", *message, "delivered", sent_at))
        if draw.random() < 0.3:
            answered_at = sent_at + timedelta(minutes=draw.randrange(3 * 24 * 60))
            events.append((f"o{number}", *message, "opened", answered_at))
        if draw.random() < 0.02:
            events.append((f"u{number}", *message, "unsubscribed", sent_at + timedelta(hours=1)))
    files = {
        "contacts": (["record_id", "email"], [(name, f"{name}@mail.ca") for name in people]),
        "touchpoints": (
            [
                *("touchpoint_id", "message_id", "record_id", "channel", "purpose"),
                *("event", "occurred_at"),
            ],
            events,
        ),
    }
    for name, (header, rows) in files.items():
        with (raw / f"{name}.csv").open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([header, *rows])


def history_of(project: Path, as_of: str, *options: str) -> set[tuple]:
    """Build the history that a day tells; its rows."""
    landed = call_c360(project, "land", "--raw", "mine", "--sources", "files", "--as-of", as_of)
    assert landed.exit_code == 0, landed.stderr
    built = call_c360(
        project, "build", "--sources", "files", "--select", "+customer_pressure_history", *options
    )
    assert built.exit_code == 0, built.stderr
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            "select * replace (cast(week_end_date as varchar) as week_end_date) "
            "from marts.customer_pressure_history"
        )
        week = [column for column, *_ in rows.description].index("week_end_date")
        return {(row[week], *row) for row in rows.fetchall()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project without the staging of the demonstration's sources, and the company's files."""
    folder = copy_part(tmp_path / "project", models=MODELS)
    (folder / "mine").mkdir()
    write_company(folder / "mine")
    return folder


def test_the_history_of_pressure_outlives_reruns_and_a_full_refresh(project):
    """A week that has ended is told alike by every later run: none reads what came after it."""
    first = history_of(project, JUNE)
    weeks = {week for week, *_ in first}
    assert (min(weeks), max(weeks), len(weeks)) == ("2026-01-04", "2026-06-28", 26)
    assert history_of(project, JUNE) == first
    assert history_of(project, JUNE, "--full-refresh") == first
    later = history_of(project, JULY)
    shared = weeks & {week for week, *_ in later}
    assert len(shared) == 24
    assert {row for row in later if row[0] in shared} == {row for row in first if row[0] in shared}
