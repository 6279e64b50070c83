"""The two reports on pressure keep their promises on the demonstration company as it ships."""

import json

import pytest
from scratch import call_c360, copy_project

WANTED = "+int_pressure__outcomes,resource_type:{0} +pressure_signals,resource_type:{0}"


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """5,000 people (a smaller company has too few orders to see a quiet month in), built as far as
    the two reports read.
    """
    folder = copy_project(tmp_path_factory.mktemp("goals") / "project")
    for arguments in (
        ("demo",),
        ("land",),
        ("build", "--select", f"{WANTED.format('model')} {WANTED.format('seed')}"),
    ):
        outcome = call_c360(folder, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return folder


def report(company, name: str) -> dict:
    outcome = call_c360(company, "evaluate", name, "--json")
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_states_of_28_days_ago_foretell_negative_reactions(company):
    figures = report(company, "pressure")
    for windows in (figures, figures["all_windows"]):
        assert windows["auc"] >= 0.75
        assert windows["is_monotone"]


def test_planted_episodes_are_found_with_at_most_one_false_alert_per_channel_year(company):
    figures = report(company, "signals")
    assert figures["found"] == figures["planted"] == 4
    assert figures["false_alerts_per_channel_year"] <= 1
    judged = {alert["sign"] for episode in figures["episodes"] for alert in episode["found"]}
    assert {"mass mailing", "sales", "return rate", "channel shift"} <= judged
