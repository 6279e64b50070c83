"""HubSpot and Mailchimp, off by default: a small export of each, from raw files to customers.

The exports (tests/python/exports) are written by hand, with all columns of the real layout.
"""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest
import yaml
from scratch import REPOSITORY, call_c360, copy_project

EXPORTS = Path(__file__).resolve().parents[1] / "exports"
SOURCES = "hubspot,mailchimp"
BUILT = " ".join(
    f"+{model}"
    for model in (
        "int_identity__customer_records",
        "int_conformed__touchpoints",
        "int_conformed__campaigns",
        "int_conformed__consents",
        "int_conformed__row_outcomes",
    )
)
LAYOUTS = json.loads((REPOSITORY / "tests/python/unit/connector_layouts.json").read_text())


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project in which only the two sources are on."""
    project = copy_project(tmp_path_factory.mktemp("second") / "project")
    shutil.copytree(EXPORTS, project / "data" / "raw")
    for arguments in (
        ("land", "--sources", SOURCES, "--as-of", "2026-06-30"),
        ("build", "--sources", SOURCES, "--select", BUILT),
    ):
        outcome = call_c360(project, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return project


def query(project, sql):
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("table", [name for name in LAYOUTS if name.split(".")[0] in SOURCES])
def test_the_exports_have_the_columns_of_the_real_connector(table):
    source, _, name = table.partition(".")
    with (EXPORTS / source / f"{name}.csv").open(encoding="utf-8") as file:
        columns = next(csv.reader(file))
    assert set(LAYOUTS[table].split()) <= set(columns)
    declared = yaml.safe_load(
        (REPOSITORY / f"models/staging/{source}/_{source}__sources.yml").read_text()
    )
    tables = {one["name"]: one["columns"] for one in declared["sources"][0]["tables"]}
    required = {
        column["name"]
        for column in tables[name]
        if column.get("config", {}).get("meta", {}).get("required")
    }
    assert required <= set(LAYOUTS[table].split())


def test_both_are_off_by_default():
    registry = yaml.safe_load((REPOSITORY / "dbt_project.yml").read_text())["vars"]["sources"]
    assert not set(SOURCES.split(",")) & set(registry)


def test_merged_contacts_are_one_customer_with_the_mailing_tool(built):
    """Five contacts merged into one, the address they are written to, and two audiences."""
    customers = query(
        built,
        """
        select list_sort(list(record_id)) from intermediate.int_identity__customer_records
        group by customer_id order by count(*) desc, 1
        """,
    )
    member = "4d1bf0aa67690a2b483771ce00cfb6a7"
    assert customers[0][0] == [
        "hubspot:contact:46897301",
        "hubspot:contact:76226001",
        "hubspot:contact:76226002",
        "hubspot:contact:76340251",
        "hubspot:contact:78971951",
        "hubspot:recipient:ann@mailbox-demo.net",
        f"mailchimp:member:8e423a4179/{member}",
        f"mailchimp:member:8e423a4180/{member}",
    ]
    assert customers[1][0] == ["hubspot:contact:5555", "hubspot:recipient:bob@mailbox-demo.net"]


def test_events_become_touchpoints_of_their_message(built):
    rows = query(
        built,
        """
        select message_id, list(event order by occurred_at, event), min(purpose)
        from intermediate.int_conformed__touchpoints group by message_id order by message_id
        """,
    )
    assert rows == [
        ("hubspot:message:e1", ["sent", "delivered", "clicked"], "marketing"),
        ("hubspot:message:e5", ["sent", "complained"], "marketing"),
        ("hubspot:message:e7", ["sent"], "transactional"),
        (
            "mailchimp:message:b63e7b8aff/8e423a4180/4d1bf0aa67690a2b483771ce00cfb6a7",
            ["unsubscribed"],
            "marketing",
        ),
        (
            "mailchimp:message:c2b4c1c0d9/8e423a4179/4956ae6c75ac652fd9a32c7c5ed8083a",
            ["sent", "bounced"],
            "marketing",
        ),
        (
            "mailchimp:message:c2b4c1c0d9/8e423a4179/4d1bf0aa67690a2b483771ce00cfb6a7",
            ["sent", "opened", "clicked"],
            "marketing",
        ),
    ]


def test_consents_and_campaigns_are_told(built):
    consents = query(
        built,
        """
        select split_part(record_id, ':', 1), status, count(*)
        from intermediate.int_conformed__consents group by all order by all
        """,
    )
    assert consents == [
        ("hubspot", "withdrawn", 1),
        ("mailchimp", "granted", 2),
        ("mailchimp", "withdrawn", 1),
    ]
    named = "select source, name, is_personalised from intermediate.int_conformed__campaigns"
    campaigns = query(built, f"{named} order by name")
    assert campaigns == [
        ("hubspot", "Order confirmation", None),
        ("mailchimp", "Release 0.1.1", True),
        ("hubspot", "Spring news", None),
    ]


def test_every_row_is_accounted_for(built):
    rejected = query(
        built,
        """
        select source, raw_table, row_key, rejection_reason
        from intermediate.int_conformed__row_outcomes where row_status <> 'kept'
        """,
    )
    assert rejected == [("hubspot", "contact", "6666", "after as_of")]
