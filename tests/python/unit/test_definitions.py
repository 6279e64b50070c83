"""docs/definitions.md names tests that exist, one at least for each sentence."""

import re
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[3]
TABLE_ROW = re.compile(r"^\| (?P<sentence>.+?) \| (?P<tests>.+) \|$", re.MULTILINE)
ROWS = [
    (row["sentence"], re.findall(r"`(\w+)`", row["tests"]))
    for row in TABLE_ROW.finditer((PROJECT / "docs/definitions.md").read_text(encoding="utf-8"))
    if row["sentence"] not in ("sentence", "---")
]


def names_in(properties: object, is_test: bool = False) -> set[str]:
    """The names that a YAML of dbt gives to unit and data tests, at whatever depth they stand."""
    if isinstance(properties, dict):
        own = {properties["name"]} if is_test and "name" in properties else set()
        parts = ((k, v) for k, v in properties.items() if k not in ("given", "expect", "columns"))
        inner = [names_in(v, is_test or k in ("unit_tests", "data_tests")) for k, v in parts]
        return own.union(*inner, names_in(properties.get("columns", [])))
    if isinstance(properties, list):
        return set().union(*(names_in(part, is_test) for part in properties))
    return set()


def known_tests() -> set[str]:
    """dbt's unit, data and singular tests, and pytest's functions."""
    found = {path.stem for path in PROJECT.glob("tests/dbt/singular/*.sql")}
    for folder in ("models", "seeds"):
        for path in PROJECT.glob(f"{folder}/**/*.yml"):
            found |= names_in(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in PROJECT.glob("tests/python/**/test_*.py"):
        found |= set(re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


EXISTING = known_tests()


@pytest.mark.parametrize(("sentence", "tests"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_every_sentence_of_the_definitions_names_tests_that_exist(sentence, tests):
    assert tests, sentence
    assert set(tests) <= EXISTING
