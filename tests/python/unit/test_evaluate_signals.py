"""Episodes found and missed, alerts explained and false, on signals one can count by hand."""

import json

import duckdb
import pytest
from c360.errors import DataError, UsageError
from c360.evaluation.signals import evaluate_signals
from c360.settings import Settings

EPISODES = [
    {
        "name": "burst",
        "channel": "email",
        "signs": ["mass mailing"],
        "must_be_found": True,
        "week_ends": ["2026-03-08"],
    },
    {
        "name": "wave",
        "channel": "*",
        "signs": ["return rate"],
        "must_be_found": True,
        "week_ends": ["2026-04-12", "2026-04-05"],
    },
    {
        "name": "shift",
        "channel": "email",
        "signs": ["channel shift"],
        "must_be_found": True,
        "week_ends": ["2026-05-10"],
    },
    {
        "name": "sale",
        "channel": "email",
        "signs": [],
        "must_be_found": False,
        "week_ends": ["2026-01-11"],
    },
]
# channel, sign, state, is it a channel shift, week
SIGNALS = [
    ("email", "mass mailing", "alert", False, "2026-03-08"),
    ("email", "unsubscribe rate", "alert", False, "2026-03-22"),  # the echo of the burst
    ("sms", "unsubscribe rate", "alert", False, "2026-03-08"),  # false: another channel
    ("sms", "return rate", "alert", False, "2026-04-12"),
    ("email", "open rate", "normal", True, "2026-05-17"),  # a week too late
    ("email", "unsubscribe rate", "alert", False, "2026-01-18"),  # the sale
    ("email", "open rate", "watch", False, "2026-02-01"),
    ("email", "sales", "alert", False, "2026-03-29"),  # false: nothing was planted
    *(("sms", "sales", "normal", False, f"2026-06-{day:02}") for day in (7, 14, 21, 28)),
]


@pytest.fixture
def settings(tmp_path):
    database = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.pressure_signals (brand varchar, channel varchar, sign varchar, "
            "signal_state varchar, is_channel_shift boolean, is_judged boolean, "
            "value decimal(18, 6), baseline decimal(18, 6), robust_z decimal(18, 4), "
            "week_end_date date)"
        )
        connection.executemany(
            "insert into marts.pressure_signals values ('Club', ?, ?, ?, ?, true, 0.5, 0.25, 5, ?)",
            SIGNALS,
        )
    return Settings(project=tmp_path, database=database)


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_an_episode_is_found_by_its_sign_on_its_channel_in_its_weeks(settings, tmp_path):
    figures = evaluate_signals(settings, write(tmp_path / "episodes.json", EPISODES))
    found = {episode["name"]: episode["is_found"] for episode in figures["episodes"]}
    assert found == {"burst": True, "wave": True, "shift": False}
    assert (figures["planted"], figures["found"]) == (3, 2)
    assert figures["episodes"][1]["weeks"] == ["2026-04-05", "2026-04-12"]
    assert figures["episodes"][1]["found"][0]["channel"] == "sms"


def test_an_alert_that_nothing_explains_is_false(settings, tmp_path):
    figures = evaluate_signals(settings, write(tmp_path / "episodes.json", EPISODES))
    assert [(alert["channel"], alert["sign"]) for alert in figures["false"]] == [
        ("sms", "unsubscribe rate"),
        ("email", "sales"),
    ]
    assert figures["explained_alerts"] == 4
    assert figures["false_by_channel"] == {"email": 1, "sms": 1}
    # six judged weeks of e-mail and six of SMS are 12/52 of a channel-year
    assert figures["channel_years"] == 0.23
    assert figures["false_alerts_per_channel_year"] == pytest.approx(2 / (12 / 52), abs=1e-3)


@pytest.mark.parametrize("content", ["not json", [{"name": "burst"}], {"name": "burst"}])
def test_a_file_that_tells_no_episodes_is_refused(settings, tmp_path, content):
    with pytest.raises(UsageError, match=r"episodes\.json does not tell episodes"):
        evaluate_signals(settings, write(tmp_path / "episodes.json", content))


def test_a_missing_truth_and_a_missing_mart_are_said(settings, tmp_path):
    with pytest.raises(UsageError, match="is no file"):
        evaluate_signals(settings, tmp_path / "nothing.json")
    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    truth = write(tmp_path / "episodes.json", EPISODES)
    with pytest.raises(DataError, match="holds no pressure_signals yet"):
        evaluate_signals(Settings(project=tmp_path, database=empty), truth)
