"""The ledger outside the warehouse: exported, imported, and found again in what was published."""

import json
from pathlib import Path

import duckdb
import pytest
from scratch import Outcome, call_c360, copy_project

CONTACTS = """record_id,first_name,last_name,email,created_at
a,Anne,Bouchard,anne@mail.ca,2025-01-01
b,Anne,Bouchard,anne@mail.ca,2025-02-01
c,Yvan,Couture,yvan@mail.ca,2025-03-01
"""
# Both customers would get other ids if they were new.
EARLIER = """late,Anne,Bouchard,anne@mail.ca,2001-01-01
early,Yvan,Couture,yvan@mail.ca,2001-01-01
"""
RUN = ("run", "--raw", "mine", "--sources", "files", "--as-of", "2026-06-30", "--json")
BUILD = ("build", "--sources", "files", "--select", "+identity_ledger")
WAREHOUSE = Path("data") / "warehouse.duckdb"


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A project with one published version, whose contacts have grown since."""
    project = copy_project(tmp_path_factory.mktemp("ledger") / "project")
    (project / "mine").mkdir()
    (project / "mine" / "contacts.csv").write_text(CONTACTS)
    outcome = call_c360(project, *RUN)
    assert outcome.exit_code == 0, outcome.stderr
    return project


def customers(project: Path, database: Path = WAREHOUSE) -> dict[str, str]:
    """Which customer each record is."""
    query = "select record_id, customer_id from intermediate.int_identity__customer_records"
    with duckdb.connect(str(project / database), read_only=True) as connection:
        return dict(connection.execute(query).fetchall())


def ledger_command(project: Path, *arguments: str | Path) -> Outcome:
    return call_c360(project, "ledger", *arguments)


def write_ledger(path: Path, query: str) -> Path:
    """A Parquet file with what a query gives."""
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{path}' (format parquet)")
    return path


ROWS = """
    select 'a' as record_id, 1 as run_number, 'cus_1' as customer_id, 'new record' as cause,
        timestamp '2026-01-01' as recorded_as_of
"""


def test_an_export_has_the_published_rows_and_the_same_bytes_each_time(published):
    for folder in ("one", "two"):
        outcome = ledger_command(published, "export", "--to", folder, "--json")
        assert outcome.exit_code == 0, outcome.stderr
        assert json.loads(outcome.stdout)["rows"] == 3
        assert json.loads(outcome.stdout)["segments"]["rows"] == 8
    one, two = (published / name / "identity_ledger.parquet" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    saved = published / "published" / "parquet" / "identity_ledger" / "identity_ledger.parquet"
    with duckdb.connect() as connection:
        rows = [
            connection.execute(f"from read_parquet('{path}')").fetchall() for path in (one, saved)
        ]
    assert rows[0] == rows[1]
    assert [row[:2] for row in rows[0]] == [("a", 1), ("b", 1), ("c", 1)]


def test_an_import_before_the_first_build_keeps_all_ids(published):
    before = customers(published)
    ledger_command(published, "export", "--to", "kept")
    other = Path("data") / "other.duckdb"
    (published / "mine" / "contacts.csv").write_text(CONTACTS + EARLIER)
    for arguments in (
        ("ledger", "import", "--from", "kept", "--database", other),
        ("land", "--raw", "mine", "--sources", "files", "--database", other),
        (*BUILD, "--database", other),
    ):
        outcome = call_c360(published, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    after = customers(published, other)
    assert {record: after[record] for record in before} == before
    assert after["late"] == before["a"]
    with duckdb.connect(str(published / other), read_only=True) as connection:
        assert connection.execute(
            "select record_id, run_number from marts.identity_ledger where run_number > 1 "
            "order by record_id"
        ).fetchall() == [("early", 2), ("late", 2)]


def test_a_run_without_its_warehouse_takes_the_ids_from_what_was_published(published):
    before = customers(published)
    (published / WAREHOUSE).unlink()
    (published / "mine" / "contacts.csv").write_text(CONTACTS + EARLIER)
    outcome = call_c360(published, *RUN)
    assert outcome.exit_code == 0, outcome.stderr
    assert (
        "the warehouse knew no customer ids: imported 3 rows from "
        "published/parquet/identity_ledger/identity_ledger.parquet"
    ) in outcome.stderr
    assert "the warehouse knew no history of segments: imported 8 rows" in outcome.stderr
    after = customers(published)
    assert {record: after[record] for record in before} == before


@pytest.fixture
def given(project) -> Path:
    """A project whose warehouse holds nothing but a ledger."""
    write_ledger(project / "ledger.parquet", ROWS)
    outcome = ledger_command(project, "import", "--from", "ledger.parquet")
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stdout == "imported 1 rows: ledger.parquet\n"
    return project


def ledger_of(project: Path) -> list[tuple]:
    with duckdb.connect(str(project / WAREHOUSE), read_only=True) as connection:
        return connection.execute(
            "select record_id, customer_id from marts.identity_ledger"
        ).fetchall()


def test_the_same_ledger_may_be_imported_again(given):
    assert ledger_command(given, "import", "--from", "ledger.parquet").exit_code == 0
    assert ledger_of(given) == [("a", "cus_1")]


def test_a_ledger_with_other_rows_is_replaced_on_demand_only(given):
    write_ledger(given / "other.parquet", ROWS.replace("cus_1", "cus_2"))
    refused = ledger_command(given, "import", "--from", "other.parquet")
    assert refused.exit_code == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert "has other rows (1)" in refused.error
    assert "--replace" in refused.error
    assert ledger_of(given) == [("a", "cus_1")]
    replaced = ledger_command(given, "import", "--from", "other.parquet", "--replace")
    assert replaced.exit_code == 0, replaced.stderr
    assert ledger_of(given) == [("a", "cus_2")]


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("select 1 as record_id", "has no column 'run_number'"),
        (f"{ROWS} limit 0", "holds no rows"),
        (f"{ROWS} union all {ROWS}", "1 rows repeat a record_id and run_number"),
        (ROWS.replace("'a'", "null"), "column 'record_id' is empty in 1 rows"),
        (ROWS.replace("1 as run_number", "'x' as run_number"), "cannot be read as a ledger"),
    ],
)
def test_what_is_no_ledger_is_not_imported(given, query, part):
    write_ledger(given / "wrong.parquet", query)
    outcome = ledger_command(given, "import", "--from", "wrong.parquet", "--replace")
    assert outcome.exit_code == 1
    assert len(outcome.stderr.strip().splitlines()) == 1
    assert part in outcome.error
    assert "wrong.parquet" in outcome.error
    assert ledger_of(given) == [("a", "cus_1")]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("import",), "published does not exist"),
        (("import", "--from", "nowhere.parquet"), "nowhere.parquet does not exist"),
        (("import", "--from", "models"), "there is no ledger in"),
        (("export", "--to", "folder"), "data/warehouse.duckdb does not exist"),
    ],
)
def test_what_is_not_there_is_named(project, arguments, part):
    outcome = ledger_command(project, *arguments)
    assert outcome.exit_code == 2
    assert len(outcome.stderr.strip().splitlines()) == 1
    assert part in outcome.error


def test_a_text_file_is_no_ledger(project):
    (project / "notes.parquet").write_text("no ledger\n")
    outcome = ledger_command(project, "import", "--from", "notes.parquet")
    assert outcome.exit_code == 1
    assert "notes.parquet cannot be read as a ledger" in outcome.error


def test_a_folder_that_cannot_be_written_is_named(given):
    (given / "taken").write_text("")
    outcome = ledger_command(given, "export", "--to", "taken")
    assert outcome.exit_code == 2
    assert "taken cannot be written" in outcome.error
