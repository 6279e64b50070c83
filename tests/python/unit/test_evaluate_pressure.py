"""The backtest's figures on outcomes one can count by hand, and without any."""

import duckdb
import pytest
from c360.errors import DataError
from c360.evaluation.pressure import evaluate_pressure
from c360.settings import Settings

COLUMNS = (
    "customer_id, channel, pressure_state, solicitation_count, response_count, pressure_score, "
    "has_reacted, window_start_at"
)
JUNE, MAY = "2026-06-02 23:59:59.999999", "2026-05-05 23:59:59.999999"


def make_warehouse(folder, rows):
    """A warehouse with the outcomes given: (customer, channel, state, score, reacted, window)."""
    database = folder / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_pressure__outcomes (customer_id varchar, "
            "channel varchar, pressure_state varchar, solicitation_count integer, "
            "response_count integer, pressure_score decimal(5, 2), has_reacted boolean, "
            "window_start_at timestamp)"
        )
        for customer, channel, state, score, reacted, window in rows:
            connection.execute(
                f"insert into intermediate.int_pressure__outcomes ({COLUMNS}) "
                "values (?, ?, ?, 4, 1, ?, ?, ?)",
                [customer, channel, state, score, reacted, window],
            )
    return Settings(project=folder, database=database)


def test_the_auc_is_the_share_of_pairs_in_the_right_order(tmp_path):
    rows = [
        ("a", "email", "under-pressure", 0, False, JUNE),
        ("b", "email", "under-pressure", 10, False, JUNE),
        ("c", "email", "balance", 50, True, JUNE),
        ("d", "email", "balance", 50, False, JUNE),
        ("e", "email", "over-pressure", 90, True, JUNE),
        ("f", "email", "over-pressure", 95, False, JUNE),
        ("a", "email", "over-pressure", 80, False, MAY),
        ("a", "sms", "under-pressure", 5, True, MAY),
    ]
    figures = evaluate_pressure(make_warehouse(tmp_path, rows))
    # c beats a and b, ties with d, loses to f; e beats a, b and d, loses to f: 5.5 of 8 pairs
    assert (figures["judged"], figures["reacted"], figures["auc"]) == (6, 2, 0.6875)
    assert figures["window_start"] == JUNE
    assert [(row["pressure_state"], row["reaction_rate"]) for row in figures["states"]] == [
        ("under-pressure", 0.0),
        ("balance", 0.5),
        ("over-pressure", 0.5),
    ]
    assert figures["is_monotone"]
    assert figures["states"][0]["answer_rate"] == 0.25
    # equal scores are never torn apart: c and d are in one decile
    assert [row["judged"] for row in figures["deciles"]] == [1, 1, 2, 1, 1]
    assert figures["all_windows"]["windows"] == 2
    assert figures["all_windows"]["judged"] == 8
    assert figures["channels"]["email"]["judged"] == 7
    # only one customer on SMS, who reacted: there is nobody to compare with
    assert figures["channels"]["sms"]["auc"] is None


def test_a_rate_that_falls_is_not_monotone(tmp_path):
    rows = [
        ("a", "email", "under-pressure", 0, True, JUNE),
        ("b", "email", "over-pressure", 90, False, JUNE),
    ]
    figures = evaluate_pressure(make_warehouse(tmp_path, rows))
    assert (figures["auc"], figures["is_monotone"]) == (0.0, False)


def test_nobody_reacted(tmp_path):
    rows = [("a", "email", "balance", 50, False, JUNE)]
    figures = evaluate_pressure(make_warehouse(tmp_path, rows))
    assert (figures["auc"], figures["is_monotone"]) == (None, False)


def test_without_messages_or_without_a_build_it_is_said_what_to_do(tmp_path):
    with pytest.raises(DataError, match="nobody got a marketing message"):
        evaluate_pressure(make_warehouse(tmp_path, []))
    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    with pytest.raises(DataError, match="holds no pressure of earlier days yet"):
        evaluate_pressure(Settings(project=tmp_path, database=empty))
