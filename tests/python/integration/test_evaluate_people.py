"""A stranger's table of people, resolved and measured in a warehouse of its own."""

import csv
import json

import pytest
from scratch import call_c360, copy_project

COLUMNS = ("record_id", "first_name", "last_name", "birth_date", "street", "city", "postal_code")
PEOPLE = [
    ("a1", "Margaret", "Okonkwo-Lindqvist", "1971-06-24", "12 Main St", "Halifax", "B3H 1A1"),
    ("a2", "Margraet", "Okonkwo-Lindqvist", "19710624", "12 Main Street", "Halifax", "B3H 1A1"),
    ("b1", "Peter", "Vandersloot", "1964-02-03", "7 Oak Road, The Mews", "Truro", "B2N 2B2"),
    ("b2", "Vandersloot", "Peter", "1964-02-03", "7 Oak Road", "Truro", "B2N 2B2"),
    ("c1", "Anna", "Vandersloot", "1966-11-30", "7 Oak Road, The Mews", "Truro", "B2N 2B2"),
    ("d1", "Wei", "Zhang", "1990-13-45", "", "", ""),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = copy_project(tmp_path_factory.mktemp("people") / "project")
    with (folder / "people.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(PEOPLE)
    labels = "\n".join(f"{row[0]},{row[0][0]}" for row in PEOPLE)
    (folder / "labels.csv").write_text(f"record_id,entity_id\n{labels}\n")
    return folder


def test_a_table_never_seen_is_resolved_and_measured(project):
    """A typo and exchanged names are found; the spouse and the impossible birth date stay apart."""
    outcome = call_c360(
        project,
        "evaluate",
        "identity",
        "--records",
        "people.csv",
        "--truth",
        "labels.csv",
        "--json",
    )
    assert outcome.exit_code == 0, outcome.stderr
    figures = json.loads(outcome.stdout)
    assert (figures["records"], figures["people"], figures["customers"]) == (6, 4, 4)
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1.0, 1.0, 1.0)
    assert not (project / "data" / "warehouse.duckdb").exists()


def test_a_wrong_table_is_told_by_its_own_name(project):
    (project / "wrong.csv").write_text("record_id,surname\n1,Roy\n")
    outcome = call_c360(
        project, "evaluate", "identity", "--records", "wrong.csv", "--truth", "labels.csv"
    )
    assert outcome.exit_code != 0
    assert "wrong.csv" in outcome.error
    assert "surname" in outcome.error
    missing = call_c360(
        project, "evaluate", "identity", "--records", "none.csv", "--truth", "labels.csv"
    )
    assert "none.csv is no CSV or Parquet file" in missing.error
