"""A person's own files: any subset of the contracts, each row judged by the declared rules."""

import json
from pathlib import Path

import duckdb
import pytest
import yaml
from scratch import REPOSITORY, call_c360, copy_own_files_part

CONTACTS = """record_id,first_name,birth_date,email,phone_2,country_code,language,created_at
c1,Anne,1980-02-29,anne@example.com,+33 1 99 00 12 34,fr,fr-CA,2026-01-01T10:00:00+02:00
c2,Bob,1850-01-01,bob@example.com,,United Kingdom,English,2026-01-02
c3,Carl,29/02/1980,,,,,2026-01-03
c4,Dora,,,,,,2027-01-01
c5,Eve,1900-01-01,,,Atlantis,,2026-01-05
c6," TEST ",1990-13-45,,,,,2026-01-06
,Nobody,,,,,,
"""
IDENTIFIERS = """record_id,identifier_type,identifier_value
c2,email,bob@example.com
c2,EMAIL,bob@work.example.com
c9,loyalty_number,4711
c2,passport,X1
"""
ORDERS = """order_id,record_id,net_amount,gross_amount,discount_amount,refunded_amount,\
ordered_at,status
o1,c1,80.00,100,,,2026-02-01,
o2,c8,80.00,,5,15,2026-02-02,
o3,c1,80.00,90,5,,2026-02-03,
o4,c1,-1,,,,2026-02-04,
o5,c1,ten,,,,2026-02-05,
o6,c1,,,,,2026-02-06,
o7,c1,1,,,,2026-02-07,lost
o8,c1,1,,,,2026-07-01,
o9,c1,1,,,,1900-01-01,
o1,c1,80.00,100,,,2026-02-01,
"""
ORDER_LINES = """order_id,line_number,quantity
o1,1,2
o1,2,-1
o4,1,1
"""
CARTS = """cart_id,record_id,amount,created_at,updated_at
k1,c1,10.00,2026-02-01,2026-02-02
k1,c1,99.00,2026-02-01,2026-12-01
"""
TOUCHPOINTS = """touchpoint_id,record_id,channel,purpose,event,occurred_at
t1,c1,email,marketing,delivered,2026-03-01
t2,c1,email,marketing,unsubscribed,2026-03-02
t3,c2,sms,marketing,complained,2026-03-03
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A project in which these files have been landed, staged and brought to the contracts."""
    project = copy_own_files_part(tmp_path_factory.mktemp("files") / "project")
    raw = project / "mine"
    raw.mkdir()
    files = {
        "contacts": CONTACTS,
        "identifiers": IDENTIFIERS,
        "orders": ORDERS,
        "order_lines": ORDER_LINES,
        "carts": CARTS,
        "touchpoints": TOUCHPOINTS,
    }
    for name, text in files.items():
        (raw / f"{name}.csv").write_text(text)
    landed = call_c360(
        project, "land", "--raw", "mine", "--sources", "files", "--as-of", "2026-06-30"
    )
    assert landed.exit_code == 0, landed.stderr
    allow_all = project / "dbt_project.yml"
    allow_all.write_text(
        allow_all.read_text().replace("max_rejected_share: 0.2", "max_rejected_share: 1.0")
    )
    outcome = call_c360(project, "build", "--sources", "files", "--json")
    assert outcome.exit_code == 0, outcome.stderr
    assert json.loads(outcome.stdout)["warnings"] == []
    return project


def query(project: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def outcomes(project: Path, table: str) -> dict[str, str]:
    """row_key -> the reason, or the status of a row without one."""
    rows = query(
        project,
        "select row_key, coalesce(rejection_reason, row_status) "
        f"from intermediate.int_conformed__row_outcomes where raw_table = '{table}' "
        "and row_status <> 'duplicate'",
    )
    return dict(rows)


def test_a_record_named_by_nothing_but_a_placeholder_has_no_name(built):
    names = query(
        built,
        "select record_id, first_name from intermediate.int_conformed__contacts "
        "where created_at is not null",
    )
    assert dict(names) == {"c1": "Anne", "c2": "Bob", "c5": "Eve", "c6": None}


def test_every_row_that_cannot_be_used_has_its_reason(built):
    assert outcomes(built, "contacts") == {
        "c1": "kept",
        "c2": "kept",
        "c3": "unreadable value: birth_date",
        "c4": "after as_of",
        "c5": "kept",
        "c6": "kept",
        "": "no key",
    }
    assert outcomes(built, "identifiers") == {
        "c2/email/bob@example.com": "kept",
        "c2/email/bob@work.example.com": "kept",
        "c9/loyalty_number/4711": "kept",
        "c2/passport/X1": "unknown value: identifier_type",
    }
    assert outcomes(built, "orders") == {
        "o1": "kept",
        "o2": "kept",
        "o3": "contradictory value: gross_amount",
        "o4": "negative amount",
        "o5": "unreadable value: net_amount",
        "o6": "missing value: net_amount",
        "o7": "unknown value: status",
        "o8": "after as_of",
        "o9": "impossible date: ordered_at",
    }
    assert outcomes(built, "order_lines") == {
        "o1/1": "kept",
        "o1/2": "negative quantity",
        "o4/1": "orphan: no orders",
    }


def test_an_exact_duplicate_is_counted_once(built):
    assert query(
        built,
        "select row_key from intermediate.int_conformed__row_outcomes "
        "where row_status = 'duplicate'",
    ) == [("o1",)]


def test_missing_amounts_follow_from_the_others(built):
    assert query(
        built,
        """
        select
            order_id, cast(gross_amount as double), cast(discount_amount as double),
            cast(refunded_amount as double), cast(net_amount as double), status
        from intermediate.int_conformed__orders order by order_id
        """,
    ) == [("o1", 100, 20, 0, 80, "completed"), ("o2", 100, 5, 15, 80, "completed")]


def test_who_is_only_mentioned_is_a_record_without_attributes(built):
    assert query(
        built,
        """
        select record_id, source, object, source_key, first_name
        from intermediate.int_conformed__contacts order by record_id
        """,
    ) == [
        ("c1", "files", "contact", "c1", "Anne"),
        ("c2", "files", "contact", "c2", "Bob"),
        ("c5", "files", "contact", "c5", "Eve"),
        ("c6", "files", "contact", "c6", None),
        ("c8", "files", "contact", "c8", None),
        ("c9", "files", "contact", "c9", None),
    ]


def test_an_offset_is_applied_and_an_impossible_birth_date_is_none(built):
    assert query(
        built,
        """
        select record_id, cast(birth_date as varchar), cast(created_at as varchar)
        from intermediate.int_conformed__contacts where created_at is not null order by 1
        """,
    ) == [
        ("c1", "1980-02-29", "2026-01-01 08:00:00"),
        ("c2", None, "2026-01-02 00:00:00"),
        ("c5", None, "2026-01-05 00:00:00"),
        ("c6", None, "2026-01-06 00:00:00"),
    ]


def test_countries_and_languages_are_told_by_code_or_name(built):
    assert query(
        built,
        """
        select record_id, country_code, language
        from intermediate.int_conformed__contacts where created_at is not null order by 1
        """,
    ) == [("c1", "FR", "fr"), ("c2", "GB", "en"), ("c5", "ATLANTIS", None), ("c6", None, None)]


def test_convenience_columns_become_identifiers_once(built):
    assert query(
        built,
        """
        select record_id, identifier_type, identifier_value
        from intermediate.int_conformed__identifiers
        where identifier_type <> 'own_id' order by all
        """,
    ) == [
        ("c1", "email", "anne@example.com"),
        ("c1", "phone", "+33 1 99 00 12 34"),
        ("c2", "email", "bob@example.com"),
        ("c2", "email", "bob@work.example.com"),
        ("c9", "loyalty_number", "4711"),
    ]


def test_everybodys_own_id_is_an_identifier_so_that_who_only_ordered_is_somebody(built):
    assert query(
        built,
        """
        select record_id, identifier_value
        from intermediate.int_conformed__identifiers
        where identifier_type = 'own_id' order by all
        """,
    ) == [(key, key) for key in ("c1", "c2", "c5", "c6", "c8", "c9")]


def test_a_contract_without_file_is_empty(built):
    assert query(built, "select * from intermediate.int_conformed__web_events") == []


def test_a_version_written_after_as_of_does_not_replace_an_older_one(built):
    assert query(
        built,
        "select cart_id, cast(amount as double), cast(updated_at as varchar) "
        "from intermediate.int_conformed__carts",
    ) == [("k1", 10.0, "2026-02-02 00:00:00")]


def test_a_refusal_on_a_message_withdraws_consent(built):
    assert query(
        built,
        "select consent_id, record_id, channel, status from intermediate.int_conformed__consents "
        "order by 1",
    ) == [
        ("files:refusal:t2", "c1", "email", "withdrawn"),
        ("files:refusal:t3", "c2", "sms", "withdrawn"),
    ]


def test_ids_are_kept_and_the_source_is_told_apart(built):
    assert query(
        built,
        "select distinct order_id, source from intermediate.int_conformed__orders order by 1",
    ) == [("o1", "files"), ("o2", "files")]


def test_the_declared_columns_are_the_contracts():
    declared = yaml.safe_load((REPOSITORY / "models/staging/files/_files__sources.yml").read_text())
    contracts = yaml.safe_load(
        (REPOSITORY / "models/intermediate/conformed/_conformed__models.yml").read_text()
    )
    shapes = {
        model["name"]: [
            (column["name"], column["data_type"])
            for column in model["columns"]
            if not column.get("config", {}).get("meta", {}).get("from_registry")
        ]
        for model in contracts["models"]
    }
    tables = declared["sources"][0]["tables"]
    assert len(tables) == 12
    for table in tables:
        columns = [
            (column["name"], column["data_type"])
            for column in table["columns"]
            if table["name"] != "contacts" or not column["name"].startswith(("email", "phone"))
        ]
        assert columns == shapes[f"int_conformed__{table['name']}"], table["name"]


@pytest.mark.parametrize("name", ["mine/files", "mine"])
def test_files_lie_in_their_folder_or_directly_in_the_raw_folder(project, c360, name):
    (project / name).mkdir(parents=True)
    (project / name / "contacts.csv").write_text(CONTACTS)
    outcome = c360("land", "--raw", "mine", "--sources", "files", "--json")
    assert outcome.exit_code == 0, outcome.stderr
    assert json.loads(outcome.stdout)["tables"][0]["rows"] == 7


@pytest.mark.parametrize(
    ("file", "text", "exit_code", "parts"),
    [
        (
            "contacts.csv",
            "record_id,frist_name\n1,a\n",
            2,
            ["mine/contacts.csv: unknown column 'frist_name' (did you mean 'first_name'?)"],
        ),
        (
            "contacts.csv",
            "first_name\na\n",
            1,
            ["mine/contacts.csv: required column 'record_id' of table 'contacts' is missing"],
        ),
        ("contact.csv", "record_id\n1\n", 2, ["mine/contact.csv is no contract", "'contacts'?"]),
        ("notes.csv", "a\n1\n", 1, ["folder mine holds no table of source 'files'", "orders"]),
    ],
)
def test_mistakes_in_own_files_are_told(project, c360, file, text, exit_code, parts):
    (project / "mine").mkdir()
    (project / "mine" / file).write_text(text)
    outcome = c360("land", "--raw", "mine", "--sources", "files")
    assert outcome.exit_code == exit_code
    assert len(outcome.stderr.strip().splitlines()) == 1
    for part in parts:
        assert part in outcome.error
