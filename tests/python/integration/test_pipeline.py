"""The whole way on a small demonstration company: run, publish, query; shuffled and threaded."""

import hashlib
import json
import random
from pathlib import Path

import duckdb
import pytest

PEOPLE = 150
DEMO = ("demo", "--people", PEOPLE, "--seed", 11, "--as-of", "2026-06-30")
MARTS = {
    "customers",
    "customer_identifiers",
    "orders",
    "order_lines",
    "touchpoints",
    "customer_rfm",
    "customer_segment_history",
    "customer_segments",
    "segment_ledger",
    "customer_pressure",
    "customer_channel_pressure",
    "customer_channel_eligibility",
    "customer_pressure_history",
    "pressure_signals",
    "customer_contactability",
    "rejected_rows",
    "source_reconciliation",
}


def fingerprints(published: Path) -> dict[str, str]:
    """SHA-256 of every published Parquet file by mart."""
    files = sorted((published / "parquet").glob("*/*.parquet"))
    return {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def shuffle_parquet(path: Path, seed: int) -> None:
    """Write the rows of a Parquet file in another order."""
    with duckdb.connect() as connection:
        connection.execute("select setseed(?)", [seed / 100])
        connection.execute(f"create table rows as from read_parquet('{path}') order by random()")
        connection.execute(f"copy rows to '{path}' (format parquet)")


def shuffle_csv(path: Path, seed: int) -> None:
    """Write the lines of a CSV file, but the header, in another order."""
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    path.write_text("".join([header, *lines]), encoding="utf-8")


@pytest.fixture
def demonstration(project, c360):
    """A scratch project whose data/raw holds a small demonstration company."""
    outcome = c360(*DEMO)
    assert outcome.exit_code == 0, outcome.stderr
    return project


def run(c360, *options):
    outcome = c360("run", "--json", *options)
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_from_raw_exports_to_published_marts_whatever_order_and_threads(demonstration, c360):
    figures = run(c360, "--threads", 1)
    assert figures["rows"]["raw"] > figures["rows"]["staging"] > 0
    assert figures["rows_rejected"] > 0
    assert 0 < figures["share_of_records_matched"] < 1
    assert sum(figures["rfm_segments"].values()) == figures["customers"]
    assert sum(figures["pressure_states"].values()) == figures["customers"]

    published = demonstration / "published"
    with duckdb.connect(str(published / "customer_360.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall()
        assert {name for (name,) in tables} >= MARTS
        customers, revenue = connection.execute(
            "select count(*), sum(net_revenue) from marts.customers"
        ).fetchone()
        assert customers == figures["customers"]
        (order_revenue,) = connection.execute(
            "select sum(net_amount) from marts.orders where is_purchase and customer_id is not null"
        ).fetchone()
        assert revenue == order_revenue
    asked = c360("query", "select count(*) as customers from marts.customers", "--json")
    assert json.loads(asked.stdout)["rows"] == [{"customers": figures["customers"]}]
    wrong = c360("query", "select nothing from marts.customers")
    assert (wrong.exit_code, "nothing" in wrong.error) == (2, True)
    first = fingerprints(published)
    assert set(first) >= MARTS

    pressure = json.loads(c360("evaluate", "pressure", "--json").stdout)
    assert pressure["window_start"].startswith("2026-06-02 23:59:59")
    assert pressure["all_windows"]["windows"] == 6
    assert pressure["all_windows"]["reacted"] > 0
    signals = json.loads(c360("evaluate", "signals", "--json").stdout)
    assert signals["planted"] == 4
    assert signals["channel_years"] > 1

    for path in sorted((demonstration / "data" / "raw").glob("*/*")):
        shuffle = shuffle_csv if path.suffix == ".csv" else shuffle_parquet
        shuffle(path, seed=3)
    # Into a folder of its own: nothing is known of the ids of the first run.
    run(c360, "--threads", 4, "--database", "data/again.duckdb", "--published", "again")
    assert fingerprints(demonstration / "again") == first

    manifest = json.loads((published / "manifest.json").read_text())
    assert manifest["as_of"].startswith("2026-06-30")


def test_a_run_that_fails_leaves_the_published_version(demonstration, c360):
    run(c360)
    published = demonstration / "published"
    before = (published / "manifest.json").read_bytes()
    (demonstration / "data" / "raw" / "pos" / "receipt.csv").write_bytes(b"receipt_no;\xff\xfe\n")
    outcome = c360("run")
    assert outcome.exit_code == 1
    assert "receipt.csv" in outcome.error
    assert (published / "manifest.json").read_bytes() == before
