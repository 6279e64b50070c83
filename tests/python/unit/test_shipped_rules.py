"""The numbers and laws that the seeds ship are those of docs/definitions.md."""

import csv
import re
from itertools import product
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
EUROPE = ("EU", "DE_AT", "GB")


def seed(name: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / "config" / f"{name}.csv").open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def consent_rule(jurisdiction: str, channel: str, customer_type: str) -> dict[str, str]:
    """The one row that rules marketing in a case."""
    (rule,) = (
        row
        for row in seed("consent_rules")
        if row["jurisdiction"] == jurisdiction
        and row["purpose"] == "marketing"
        and row["channel"] in ("*", channel)
        and row["customer_type"] in ("*", customer_type)
    )
    return rule


def test_rfm_looks_back_24_months_and_scores_by_quintile():
    rows = seed("rfm_scoring")
    assert [row["dimension"] for row in rows] == ["recency", "frequency", "monetary"]
    assert {(row["method"], row["window_months"]) for row in rows} == {("quintile", "24")}


def test_each_of_the_125_combinations_of_scores_has_one_segment():
    scores = ("recency_score", "frequency_score", "monetary_score")
    combinations = [tuple(int(row[score]) for score in scores) for row in seed("rfm_segments")]
    assert sorted(combinations) == list(product(range(1, 6), repeat=3))
    assert {"champions", "lost"} <= {row["rfm_segment"] for row in seed("rfm_segments")}


def test_the_default_matrix_is_purchases_per_week_by_average_basket_in_five_segments():
    bands, cells = seed("segment_matrix_bands"), seed("segment_matrix_cells")
    axes = {(row["matrix"], row["axis"], row["measure"]) for row in bands}
    assert axes == {
        ("frequency_basket", "row", "purchases_per_week"),
        ("frequency_basket", "column", "average_basket"),
    }
    segments = {(row["row_band"], row["column_band"]): row["segment"] for row in cells}
    assert set(segments.values()) == {"1", "2", "3", "4", "5"}
    assert (segments["1", "1"], segments["5", "5"]) == ("1", "5")


def test_value_is_predicted_for_90_days():
    (row,) = seed("value_settings")
    assert row["horizon_days"] == "90"


def test_there_are_twelve_channels_each_with_its_criteria():
    rows = {row["channel"]: row for row in seed("channels")}
    assert list(rows) == [
        *("email", "sms", "direct_mail", "call_centre", "sales_force", "social_network"),
        *("app_push", "web_push", "messenger_push", "programmatic", "banner", "chat"),
    ]
    for row in rows.values():
        assert 1 <= int(row["intrusiveness"]) <= 5
        assert row["is_real_time"] in ("true", "false")
        assert row["message_length"] in ("short", "long")
        for criterion in ("response_half_life_hours", "persistence_days", "unit_cost"):
            assert float(row[criterion]) > 0


def test_every_channel_shipped_needs_an_address():
    assert all(row["address_type"] for row in seed("channels"))


def test_pressure_is_measured_over_91_days_within_the_limits_of_the_definition():
    (row,) = seed("pressure_settings")
    assert {name: float(row[name]) for name in row if name != "value_matrix"} == {
        "window_days": 91,
        "reaction_window_days": 28,
        "response_window_days": 365,
        "under_pressure_below": 0.5,
        "over_pressure_above": 1.5,
        "tolerance_minimum": 0.25,
        "tolerance_maximum": 3,
        "prior_strength_minimum": 2,
        "prior_strength_maximum": 1000,
        "history_weeks": 26,
    }


def test_signs_are_those_of_customers_and_the_three_of_the_company():
    signs = {row["sign"]: row["side"] for row in seed("pressure_signs")}
    assert [sign for sign, side in signs.items() if side == "customer"] == [
        *("open rate", "click rate", "sales", "unsubscribe rate", "return rate", "spam reports"),
        *("complaints", "negative comments"),
    ]
    assert [sign for sign, side in signs.items() if side == "company"] == [
        *("mass mailing", "impersonal messages", "overlap of business units"),
    ]
    assert all(row["plan"] and row["minimum_volume"] for row in seed("pressure_signs"))
    (settings,) = seed("signal_settings")
    assert settings["baseline_weeks"] == "8"


@pytest.mark.parametrize("channel", ["email", "sms"])
@pytest.mark.parametrize("customer_type", ["b2c", "b2b"])
def test_canada_implies_consent_for_24_months_after_a_purchase_and_6_after_an_inquiry(
    channel, customer_type
):
    rule = consent_rule("CA", channel, customer_type)
    assert (rule["regime"], rule["purchase_months"], rule["inquiry_months"]) == (
        "opt_in",
        "24",
        "6",
    )


@pytest.mark.parametrize("jurisdiction", EUROPE)
@pytest.mark.parametrize("channel", ["email", "sms", "call_centre"])
def test_europe_asks_private_persons_before_email_sms_and_calls(jurisdiction, channel):
    assert consent_rule(jurisdiction, channel, "b2c")["regime"] == "opt_in"


@pytest.mark.parametrize("jurisdiction", EUROPE)
def test_europe_has_a_soft_opt_in_for_own_customers_and_none_for_calls(jurisdiction):
    assert int(consent_rule(jurisdiction, "email", "b2c")["purchase_months"]) > 0
    assert consent_rule(jurisdiction, "call_centre", "b2c")["purchase_months"] == ""


def test_the_us_allow_email_until_it_is_refused():
    assert consent_rule("US", "email", "b2c")["regime"] == "opt_out"


def test_every_rule_cites_its_clause():
    for row in seed("consent_rules"):
        assert row["clause"] and row["withdrawal_clause"]
        assert bool(row["purchase_months"]) == bool(row["purchase_clause"])
        assert bool(row["inquiry_months"]) == bool(row["inquiry_clause"])


def test_phrases_are_spelled_as_subjects_are_compared():
    """In lower case and without accents: a phrase in another spelling would never match."""
    for row in seed("refusal_phrases") + seed("interaction_kinds"):
        pattern = row.get("phrase") or row["pattern"]
        assert re.fullmatch(r"[a-z0-9 %_'-]+", pattern), pattern
