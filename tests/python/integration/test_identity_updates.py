"""An update of the identity models gives what a full rebuild gives, whatever has changed."""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from c360.bench.whole_step import STEP, settings_of
from c360.building.runner import common_arguments, environment
from c360.landing.land import land
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scratch import copy_part

RECORDS = 60
STEPS = 2
NAMES = ["Zoé Roy", "Luc Roy", "Marie Côté", "Mari Cote", "Jean Gagnon", "Ève Dion", "Paul Dion"]
FIXED = ("update_plan", "changed_", "affected_", "relinked_", "touched_", "concerned_", "earlier_")
OF_THIS_RUN = ("int_identity__issued_ids", "int_identity__id_overlaps", "int_identity__kept_ids")
"""Models that speak of one run and what it looked at."""


@dataclass(repr=False)
class Company:
    """A part of the project, parsed once, and one warehouse."""

    project: Path
    manifest: object = None
    records: dict[str, dict] = field(default_factory=dict)

    @property
    def settings(self):
        """The bench's settings: own files only, one moment."""
        return settings_of(self.project, self.project / "raw", self.project / "warehouse.duckdb")

    def call(self, *arguments: str, parse: bool = False):
        """Run dbt in process, with the parsed project where there is one."""
        command, *rest = arguments
        with environment(self.settings):
            runner = dbtRunner(None if parse else self.manifest)
            result = runner.invoke([*common_arguments(self.settings, command), *rest])
        DuckDBConnectionManager.close_all_connections()
        if not result.success:
            failed = [str(node.message) for node in result.result or () if node.message]
            raise AssertionError(result.exception or failed)
        return result.result

    def build(self, *more: str) -> str:
        """Build the identity step; why it was an update or not."""
        kinds = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
        choice = more if "--select" in more else ("--select", *STEP, *more)
        self.call("build", *kinds, "--threads", "1", *choice)
        return self.query("select reason from intermediate.int_identity__update_plan")[0][0]

    def query(self, sql: str) -> list[tuple]:
        """Rows that a statement gives."""
        with duckdb.connect(str(self.settings.database)) as connection:
            return connection.execute(sql).fetchall()

    def write(self) -> None:
        """Make the conformed models hold the records."""
        with duckdb.connect(str(self.settings.database)) as connection:
            for table in ("contacts", "identifiers"):
                connection.execute(f"delete from intermediate.int_conformed__{table}")
            for record_id, record in self.records.items():
                connection.execute(
                    "insert into intermediate.int_conformed__contacts (record_id, source, object, "
                    "source_key, first_name, last_name, birth_date, country_code, created_at) "
                    "values (?, ?, 'customer', ?, ?, ?, ?, 'CA', ?)",
                    [
                        record_id,
                        record["source"],
                        record_id,
                        *(record["name"] or " ").split(" "),
                        record["born"],
                        record["created"],
                    ],
                )
                for kind, value in sorted(record["identifiers"]):
                    connection.execute(
                        "insert into intermediate.int_conformed__identifiers (record_id, "
                        "identifier_type, identifier_value, last_seen_at) values (?, ?, ?, ?)",
                        [record_id, kind, value, record["created"]],
                    )
            connection.execute(
                "update intermediate.int_conformed__contacts set first_name = "
                "nullif(first_name, ''), last_name = nullif(last_name, '')"
            )

    def tables(self) -> dict[str, list[tuple]]:
        """All rows of all models of identity, but those that speak of one run."""
        names = self.query(
            "select schema_name || '.' || table_name from duckdb_tables() "
            "where regexp_matches(table_name, '^(int_identity|int_matching|identity_)')"
        )
        kept = [
            name
            for (name,) in sorted(names)
            if not name.split("__")[-1].startswith(FIXED) and name.split(".")[1] not in OF_THIS_RUN
        ]
        return {name: self.query(f"{self.with_record_ids(name)} order by all") for name in kept}

    def with_record_ids(self, table: str) -> str:
        """All rows with ids in place of records' numbers, which an update and a rebuild may give
        otherwise, and with them the sides of a pair.
        """
        columns = [column for (column, *_) in self.query(f"describe {table}")]
        numbers = "intermediate.int_matching__record_numbers"
        if "record_number_left" in columns:
            return (
                "select least(one.record_id, other.record_id), "
                "greatest(one.record_id, other.record_id), "
                f"pairs.* exclude (record_number_left, record_number_right) from {table} as pairs "
                f"inner join {numbers} as one on record_number_left = one.record_number "
                f"inner join {numbers} as other on record_number_right = other.record_number"
            )
        if "record_number" in columns:
            joined = "" if "record_id" in columns else f"inner join {numbers} using (record_number)"
            return f"select * exclude (record_number) from {table} {joined}"
        return f"select * from {table}"


def random_identifiers(chance: random.Random) -> set[tuple[str, str]]:
    """What a record carries; e-mail texts and phone texts come in several spellings."""
    mailbox = f"m{chance.randrange(18)}@x.ca"
    number = f"514555{100 + chance.randrange(12):04}"
    found = {
        ("email", chance.choice([mailbox, mailbox.upper(), "not an address", "till@shop.ca"])),
        ("phone", chance.choice([number, f"+1 {number[:3]} {number[3:]}"])),
        ("loyalty_number", f"L{chance.randrange(25)}"),
        ("device_id", f"D{chance.randrange(20)}"),
        ("crm_number", chance.choice(["PHONE:9323945215", "PHONE:9823945212", "C3", "C4"])),
    }
    return set(chance.sample(sorted(found), chance.randint(0, 3)))


def random_record(chance: random.Random) -> dict:
    return {
        "source": chance.choice(["shop", "crm"]),
        "name": chance.choice([*NAMES, ""]),
        "born": chance.choice([None, "1980-02-29", "1991-07-01"]),
        "created": f"2025-06-{chance.randint(1, 28):02}",
        "identifiers": random_identifiers(chance),
    }


def change(company: Company, chance: random.Random) -> None:
    """Some new, gone, returning and edited records; a value becomes a hub or ceases to be."""
    for _ in range(chance.randint(1, 8)):
        record_id = f"r{chance.randrange(RECORDS):02}"
        what = chance.randrange(5)
        if record_id not in company.records or what == 0:
            company.records[record_id] = random_record(chance)
        elif what == 1:
            del company.records[record_id]
        elif what == 2:
            company.records[record_id]["identifiers"] = random_identifiers(chance)
        else:
            attribute = ("name", "born", "created")[what % 3]
            company.records[record_id][attribute] = random_record(chance)[attribute]
    if chance.random() < 0.5:
        is_hub = chance.random() < 0.5
        for number, record in enumerate(list(company.records.values())[:6]):
            record["identifiers"] -= {("email", "m1@x.ca"), ("email", "till@shop.ca")}
            if is_hub:
                record["identifiers"] |= {("email", "m1@x.ca"), ("loyalty_number", f"H{number}")}


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> Company:
    """A company without records; its seeds and conformed models are built."""
    folder = copy_part(
        tmp_path_factory.mktemp("updates") / "project",
        models=(
            "docs",
            "staging/files",
            "staging/landing",
            "intermediate/conformed",
            "intermediate/identity",
            "intermediate/matching",
            "marts/identity",
        ),
    )
    for left_out in ("*__unit_tests.yml", "identity_review_queue.sql"):
        for file in (folder / "models").rglob(left_out):
            file.unlink()
    (folder / "raw").mkdir()
    (folder / "raw" / "contacts.csv").write_text("record_id,last_name\nr00,Roy\n")
    company = Company(folder)
    land(company.settings)
    company.manifest = company.call("parse", parse=True)
    kinds = ("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test")
    before_step = ("--select", "+identity_ledger", "--exclude", *STEP)
    company.call("build", *kinds, "--threads", "1", *before_step)
    shutil.copy(company.settings.database, folder / "prepared.duckdb")
    return company


@pytest.fixture
def fresh(company) -> Company:
    """The company before its first run."""
    shutil.copy(company.project / "prepared.duckdb", company.settings.database)
    company.records = {}
    return company


@settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32))
def test_updates_in_a_row_equal_full_rebuilds(company, seed):
    chance = random.Random(seed)
    database, before = company.settings.database, company.project / "before.duckdb"
    shutil.copy(company.project / "prepared.duckdb", database)
    company.records = {f"r{n:02}": random_record(chance) for n in range(0, RECORDS, 2)}
    company.write()
    assert company.build() == "there is no earlier run"
    for _ in range(STEPS):
        change(company, chance)
        company.write()
        shutil.copy(database, before)
        assert company.build() == "only changed records"
        updated, tables = company.project / "updated.duckdb", company.tables()
        shutil.copy(database, updated)
        shutil.copy(before, database)
        assert company.build("--full-refresh") == "a full refresh was asked for"
        for name, rows in company.tables().items():
            assert tables[name] == rows, name
        shutil.copy(updated, database)


def loyal(*codes: str) -> dict[str, dict]:
    """Records that carry these loyalty numbers."""
    return {
        f"r{number:02}": {
            "source": "shop",
            "name": "",
            "born": None,
            "created": "2025-06-01",
            "identifiers": {("loyalty_number", code)},
        }
        for number, code in enumerate(codes)
    }


def test_a_value_with_the_hash_of_the_one_before_is_a_change(fresh):
    """hash('PHONE:9323945215') = hash('PHONE:9823945212') on DuckDB."""
    fresh.records = loyal("PHONE:9323945215", "PHONE:9823945212", "7")
    fresh.write()
    fresh.build()
    fresh.records = loyal("PHONE:9823945212", "PHONE:9823945212", "7")
    fresh.write()
    assert fresh.build() == "only changed records"
    assert fresh.query("select record_id from intermediate.int_identity__changed_records") == [
        ("r00",)
    ]
    assert fresh.query(
        "select record_id, component from intermediate.int_identity__components order by all"
    ) == [("r00", "r00"), ("r01", "r00"), ("r02", "r02")]


def namesakes(*record_ids: str) -> dict[str, dict]:
    """Records of one name and birth date, each with an address of its own."""
    return {
        record_id: {
            "source": "shop",
            "name": "Zoé Quesnel",
            "born": "1980-02-29",
            "created": "2025-06-01",
            "identifiers": {("email", f"zoe.quesnel82@{record_id}.ca")},
        }
        for record_id in record_ids
    }


def test_a_probable_link_that_weighed_otherwise_is_judged_again(fresh):
    """What two groups hold apart may weigh more than their link, once that has become lighter."""
    fresh.records = {**loyal("6", "7"), **namesakes("r10", "r11")}
    fresh.write()
    fresh.build()
    changed = fresh.query(
        "update intermediate.int_identity__probable_links set spare_weight = spare_weight - 1"
    )
    assert changed == [(1,)]
    assert fresh.build() == "only changed records"
    assert fresh.query(
        "select record_id from intermediate.int_identity__relinked_records order by all"
    ) == [("r10",), ("r11",)]


def test_a_pair_is_measured_once_until_one_of_its_records_changes(fresh):
    """What is no longer true of a record, the largest number of all included, is measured again."""

    def measured() -> dict[tuple[str, str], int]:
        number = "intermediate.int_matching__record_numbers"
        return {
            (one, other): edits
            for one, other, edits in fresh.query(
                "select least(one.record_id, other.record_id), "
                "greatest(one.record_id, other.record_id), given_name_edits "
                "from intermediate.int_matching__pair_measures "
                f"inner join {number} as one on record_number_left = one.record_number "
                f"inner join {number} as other on record_number_right = other.record_number"
            )
        }

    fresh.records = namesakes("r10", "r11", "r12")
    fresh.write()
    fresh.build()
    pairs = [("r10", "r11"), ("r10", "r12"), ("r11", "r12")]
    assert measured() == dict.fromkeys(pairs, 0)
    fresh.query("update intermediate.int_matching__pair_measures set given_name_edits = 5")
    fresh.records["r12"]["name"] = "Zo Quesnel"
    fresh.write()
    assert fresh.build() == "only changed records"
    assert measured() == dict(zip(pairs, (5, 1, 1), strict=True))
    del fresh.records["r10"]
    fresh.write()
    assert fresh.build() == "only changed records"
    assert measured() == {("r11", "r12"): 1}


def test_only_a_complete_run_by_the_same_rules_is_updated(fresh):
    fresh.records = loyal("6", "7")
    fresh.write()
    fresh.build()
    assert fresh.build() == "only changed records"
    assert fresh.query("select count(*) from intermediate.int_identity__touched_records") == [(0,)]
    assert fresh.query("select count(*) from marts.identity_ledger") == [(2,)]

    fresh.query("comment on table intermediate.int_identity__hubs is null")
    assert fresh.build() == "the last run did not build all identity models"

    part = ("--select", "int_identity__update_plan", "int_identity__changed_records")
    assert fresh.build(*part) == "not all identity models are selected"
    assert fresh.build() == "the last run did not build all identity models"

    fresh.query(
        "insert into config.identity_decisions (record_id_left, record_id_right, decision) "
        "values ('r00', 'r01', 'always')"
    )
    assert fresh.build() == "rules, models or settings have changed"
    assert fresh.query(
        "select count(distinct customer_id) from intermediate.int_identity__customer_records"
    ) == [(1,)]
