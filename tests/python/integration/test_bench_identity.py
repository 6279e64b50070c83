"""`c360 bench identity` on small graphs: what it says, never how fast it was."""

import json

import duckdb
import pytest
from c360.bench import graphs
from c360.bench.identity import SCIPY, UPDATE, WHOLE_STEP
from scratch import call_c360, copy_project

OURS = "customer_360 components"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory):
    return copy_project(tmp_path_factory.mktemp("bench") / "project")


def test_all_shapes_are_found_alike_by_all(project):
    given = ("--records", "300", "--repeats", "2", "--no-whole-step", "--json")
    outcome = call_c360(project, "bench", "identity", *given)
    assert outcome.exit_code == 0, outcome.stderr
    benches = {bench["shape"]: bench for bench in json.loads(outcome.stdout)["benches"]}
    assert list(benches) == list(graphs.SHAPES)
    for bench in benches.values():
        for name in (SCIPY, OURS):
            figures = bench["results"][name]
            assert 0 < figures["least"] <= figures["seconds"] <= figures["most"]
            assert figures["peak_mib"] > 20
        assert bench["results"][SCIPY]["ratio"] == 1
    found = {shape: bench["components"] for shape, bench in benches.items()}
    assert (found["sorted path"], found["star"], found["binary tree"]) == (1, 1, 1)
    assert found["pairs"] == 150
    assert 60 < found["customer data"] < 150


@pytest.fixture(scope="module")
def bench(project) -> dict:
    """What the bench says of customer data."""
    given = ("--records", "300", "--repeats", "1", "--shapes", "customer data", "--json")
    outcome = call_c360(project, "bench", "identity", *given, "--memory-limit", "1GB")
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)["benches"][0]


def test_the_whole_step_is_measured_by_model(bench):
    assert bench["results"][WHOLE_STEP]["seconds"] > 0
    models = set(bench["models"])
    assert {"int_identity__normalised_identifiers", "int_identity__components"} <= models
    assert "identity_ledger" in models
    assert not {model for model in models if model.startswith(("stg_", "int_conformed"))}


def test_an_update_of_one_record_in_a_hundred_is_measured_beside_it(bench):
    assert bench["memory_limit"] == "1GB"
    assert bench["results"][UPDATE]["seconds"] > 0
    assert set(bench["update_models"]) == set(bench["models"])
    assert 2 < bench["update"]["touched_records"] < 60
    assert set(bench["update"]["share_of_whole_step"]) == {"seconds", "processor_seconds"}


def test_who_takes_too_long_is_left_out(project, monkeypatch):
    from c360.bench.identity import measure_in_turn
    from c360.bench.measure import Outcome, TookTooLongError

    calls = []

    def quick():
        calls.append("quick")
        return Outcome({"seconds": 1}, 1)

    def slow():
        calls.append("slow")
        raise TookTooLongError("not done after 1 s")

    outcomes = measure_in_turn({"quick": quick, "slow": slow}, 3, "")
    assert calls == ["quick", "slow", "quick", "quick"]
    assert [len(runs) for runs in outcomes.values()] == [3, 0]


def test_raw_files_hold_the_links_of_the_graph(tmp_path):
    """The whole step sees the same records and as many identifiers as the others."""
    links = tmp_path / "links.parquet"
    assert graphs.write_links("customer data", 3000, links) == graphs.write_raw_files(
        3000, tmp_path / "raw"
    )
    numbers = duckdb.sql(f"select count(distinct identifier) from '{links}'").fetchone()
    texts = duckdb.sql(
        "select count(distinct identifier_type || identifier_value) "
        f"from '{tmp_path}/raw/identifiers.parquet'"
    ).fetchone()
    assert numbers == texts


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--records", "many", "are no numbers of records"), ("--shapes", "cube", "cube is unknown")],
)
def test_wrong_options_are_told(project, option, value, said):
    outcome = call_c360(project, "bench", "identity", option, value)
    assert outcome.exit_code == 2
    assert said in outcome.stderr
