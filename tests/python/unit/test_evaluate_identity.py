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
