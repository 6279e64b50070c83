"""A pair measured the other way round gives the same: which record stands left decides nothing."""

import random
import re

import duckdb
import pytest
from c360.matching.rules import compiled_rules, measure_functions
from c360.settings import Settings
from scratch import copy_part

NAMES = ["anne", "ann", "paul", "martin", "martim", "pual", "jo", "joseph", "roy", "royer", None]
TEXTS = ["main", "mainstreet", "mianstreet", "oakroad", "oak", "lyon", "lyno", "12", "21", None]
FEATURES = (
    *("house_number", "street", "street_line", "street_line_2", "city", "postal_code"),
    *("email", "email_local", "email_domain", "email_digits", "email_names", "phone"),
)
ALIGNED = {"given_name_before", "given_name_beside", "family_name_before", "family_name_beside"}


@pytest.fixture(scope="module")
def measures(tmp_path_factory):
    """The statements that make the measures functions, and the columns that each reads."""
    project = copy_part(tmp_path_factory.mktemp("measures") / "project", models=("docs",))
    (project / "data").mkdir()
    settings = Settings(project=project)
    rules = compiled_rules(settings)
    statements, calls = measure_functions(rules)
    return statements, {name: call for name, call in calls.items() if name not in ALIGNED}


def record(chance: random.Random) -> dict[str, object]:
    """A record that lacks some features and resembles many others."""
    day = chance.choice([None, "19800101", "19810101", "19800311", "19801103"])
    text = {name: chance.choice(TEXTS) for name in FEATURES}
    return {
        "given_name": chance.choice(NAMES),
        "given_name_root": chance.choice(NAMES),
        "family_name": chance.choice(NAMES),
        "birth_date": day,
        "birth_year": day and int(day[:4]),
        "birth_month": day and int(day[4:6]),
        "birth_day": day and int(day[6:]),
        **text,
    }


def measured(connection, calls, one, other) -> dict[str, object]:
    """Every measure of a pair."""
    values = {f"{name}_l": value for name, value in one.items()}
    values |= {f"{name}_r": value for name, value in other.items()}

    def literal(match):
        value = values[match.group()]
        if value is None:
            whole = match.group()[:-2] in ("birth_year", "birth_month", "birth_day")
            return "cast(null as integer)" if whole else "cast(null as varchar)"
        return repr(value)

    sql = ", ".join(
        re.sub(r"\b\w+_[lr]\b", literal, call) + f" as {name}" for name, call in calls.items()
    )
    cursor = connection.execute(f"select {sql}")
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def test_measures_are_symmetric_and_whole_numbers(measures):
    statements, calls = measures
    chance = random.Random(7)
    with duckdb.connect() as connection:
        for statement in statements:
            connection.execute(statement)
        for _ in range(150):
            one, other = record(chance), record(chance)
            forth = measured(connection, calls, one, other)
            back = measured(connection, calls, other, one)
            assert {"pair": (one, other), **forth} == {"pair": (one, other), **back}
            assert all(isinstance(value, int) and -1 <= value <= 100 for value in forth.values())


def test_a_record_does_not_differ_from_itself(measures):
    statements, calls = measures
    chance = random.Random(8)
    with duckdb.connect() as connection:
        for statement in statements:
            connection.execute(statement)
        for _ in range(30):
            one = record(chance)
            same = measured(connection, calls, one, one)
            edits = {name: value for name, value in same.items() if name.endswith("_edits")}
            assert set(edits.values()) <= {0, -1, 9}
            assert same["names_are_swapped"] in (0, -1)
