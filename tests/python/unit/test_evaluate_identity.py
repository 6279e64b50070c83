"""Pairwise accuracy on records one can count by hand, and what is said about a wrong truth."""

import duckdb
import pytest
from c360.errors import DataError, UsageError
from c360.evaluation.identity import evaluate_identity
from c360.settings import Settings

TRUTH = "record_id,person_id\na,ann\nb,ann\nc,ann\nd,bob\ne,bob\n"


@pytest.fixture
def settings(tmp_path):
    database = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_identity__customer_records as "
            "select * from (values ('a', 'one'), ('b', 'one'), ('d', 'one'), ('e', 'two')) "
            "as records (record_id, customer_id)"
        )
        connection.execute(
            "create table intermediate.int_identity__normalised_identifiers as select * from "
            "(values ('a', 'email', 'ann@x.ca'), ('b', 'email', 'ann@x.ca'), "
            "('d', 'email', 'till@x.ca'), "
            "('e', 'email', 'till@x.ca')) as seen (record_id, identifier_type, identifier_value)"
        )
        connection.execute(
            "create table intermediate.int_identity__hubs as select * from "
            "(values ('email', 'till@x.ca')) as hubs (identifier_type, identifier_value)"
        )
        connection.execute(
            "create table intermediate.int_matching__features as select * from "
            "(values ('b', 'ann roy', '19800101', '75001', '1', 'main'), "
            "('c', 'ann roy', null, '75001', null, null)) as features "
            "(record_id, names_in_any_order, birth_date, postal_code, house_number, street)"
        )
    return Settings(project=tmp_path, database=database)


def test_pairs_are_counted_and_an_unresolved_record_is_missed_never_wrong(settings, tmp_path):
    truth = tmp_path / "people's truth.csv"
    truth.write_text(TRUTH)
    figures = evaluate_identity(settings, truth)
    assert figures["true_pairs"] == 4  # ab ac bc de
    assert figures["pairs_found"] == 3  # ab ad bd
    assert figures["true_pairs_found"] == 1  # ab
    assert (figures["precision"], figures["recall"]) == (0.333333, 0.25)
    assert figures["f1"] == pytest.approx(2 / 7, abs=1e-5)


def test_pairs_that_no_evidence_connects_are_not_linkable(settings, tmp_path):
    """a-b share an e-mail, b-c name and postal code; d-e share only the till's, which is a hub."""
    (tmp_path / "truth.csv").write_text(TRUTH)
    figures = evaluate_identity(settings, tmp_path / "truth.csv")
    assert (figures["linkable_pairs"], figures["linkable_pairs_found"]) == (3, 1)
    assert figures["recall_of_linkable_pairs"] == 0.333333


def test_the_worst_customers_and_people_are_named(settings, tmp_path):
    (tmp_path / "truth.csv").write_text(TRUTH.replace("person_id", "entity_id"))
    figures = evaluate_identity(settings, tmp_path / "truth.csv")
    assert figures["worst_false_merges"] == [
        {"customer_id": "one", "wrong_pairs": 2, "records": ["a", "d"]}
    ]
    assert figures["worst_misses"][0] == {
        "person_id": "ann",
        "wrong_pairs": 2,
        "records": ["a", "c"],
    }
    assert figures["customer_sizes"] == {1: 2, 3: 1}


def test_a_record_of_two_people_is_told(settings, tmp_path):
    (tmp_path / "truth.csv").write_text(TRUTH + "a,bob\n")
    with pytest.raises(UsageError, match="gives record a to two people"):
        evaluate_identity(settings, tmp_path / "truth.csv")


def test_a_wrong_truth_is_told(settings, tmp_path):
    broken = tmp_path / "broken.parquet"
    broken.write_text("no parquet")
    with pytest.raises(UsageError, match="cannot be read as parquet"):
        evaluate_identity(settings, broken)
    half = tmp_path / "half.csv"
    half.write_text("record_id\na\n")
    with pytest.raises(UsageError, match="lacks record_id or person_id"):
        evaluate_identity(settings, half)
    with pytest.raises(UsageError, match="is no file"):
        evaluate_identity(settings, tmp_path / "nowhere.csv")


def test_a_warehouse_without_identity_is_told(settings, tmp_path):
    (tmp_path / "truth.csv").write_text(TRUTH)
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute("drop table intermediate.int_identity__customer_records")
    with pytest.raises(DataError, match="no identity yet"):
        evaluate_identity(settings, tmp_path / "truth.csv")
