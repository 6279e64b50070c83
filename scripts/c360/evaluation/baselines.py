"""What others make of the same records: plain exact rules, and Splink with its own comparisons.

Exact rules join what shares an identifier of any type. Splink compares people; the accounts, cards
and devices that records share join its clusters, as whoever uses it would have them do.
"""

import logging
from pathlib import Path
from typing import Any

import duckdb

from c360.evaluation.identity import ratio, read_truth
from c360.evaluation.linkable import components
from c360.matching.rules import seed_rows
from c360.matching.training import splink_library
from c360.settings import Settings
from c360.warehouse import connect

RULES = (
    ("given_name", "family_name", "birth_date"),
    ("given_name", "family_name", "house_number", "street", "postal_code"),
)
"""Beside identifiers: records that agree in all features of one rule are taken for one person."""
IDENTIFIERS = """
select distinct identifier_type || ' ' || identifier_value, record_id
from intermediate.int_identity__normalised_identifiers
where identifier_value is not null
"""
UNCOMPARED_IDENTIFIERS = """
select identifier_type || ' ' || identifier_value, record_id
from intermediate.int_identity__links
where tier between 1 and 4 and identifier_type not in ('email', 'phone')
"""
"""What Splink cannot compare; without the blocklist's values and hubs."""
THRESHOLD = 0.95
FEWEST_VALUES = 0.05
"""A column filled in a smaller share of the records is not compared."""


Ties = list[tuple[str, str]]
"""A text that records share, and a record that has it."""


def exact_ties(people: duckdb.DuckDBPyConnection) -> Ties:
    """One row per record and rule whose features it has."""
    rows = []
    for features in RULES:
        key = " || '|' || ".join(features)
        rule = "+".join(features)
        rows += people.execute(
            f"select '{rule} ' || {key}, record_id from people where {key} is not null"
        ).fetchall()
    return rows


def joined(ties: Ties) -> dict[str, str]:
    """Record -> the smallest record that ties connect it with."""
    return components([text for text, _ in ties], [record for _, record in ties])


def splink_comparisons(splink: Any, filled: dict[str, float]) -> list[Any]:
    """Splink's ready-made comparisons for the columns that the table has."""
    library = splink.comparison_library
    made = {
        "given_name": lambda: library.NameComparison("given_name"),
        "family_name": lambda: library.NameComparison("family_name"),
        "birth_text": lambda: library.DateOfBirthComparison(
            "birth_text", input_is_string=True, datetime_format="%Y-%m-%d"
        ),
        "house_number": lambda: library.ExactMatch("house_number"),
        "street": lambda: library.JaroWinklerAtThresholds("street", [0.9, 0.7]),
        "city": lambda: library.ExactMatch("city").configure(term_frequency_adjustments=True),
        "postal_code": lambda: library.LevenshteinAtThresholds("postal_code", [1, 2]),
        "email": lambda: library.EmailComparison("email"),
        "phone": lambda: library.ExactMatch("phone"),
    }
    return [make() for column, make in made.items() if filled[column] >= FEWEST_VALUES]


def splink_pairs(
    settings: Settings, people: duckdb.DuckDBPyConnection, seed: int
) -> list[tuple[str, str]]:
    """The pairs that Splink gives at least the threshold, trained on the records without labels and
    choosing pairs by the pipeline's own blocking rules.
    """
    splink = splink_library()
    logging.getLogger("splink").setLevel(logging.ERROR)
    columns = ("given_name", "family_name", "birth_text", "house_number", "street", "city")
    columns += ("postal_code", "email", "phone")
    counts = ", ".join(f"count({column}) / count(*)" for column in columns)
    filled = dict(
        zip(columns, people.execute(f"select {counts} from people").fetchone(), strict=True)
    )
    rules = [
        splink.block_on(*(row[f"feature_{n}"] for n in (1, 2, 3) if row[f"feature_{n}"]))
        for row in seed_rows(settings, "match_blocking_rules")
    ]
    sessions = [
        splink.block_on(*features)
        for features in (("given_name", "family_name"), ("birth_text",), ("email",))
        if all(filled[feature] >= FEWEST_VALUES for feature in features)
    ]
    model = splink.SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=splink_comparisons(splink, filled),
        blocking_rules_to_generate_predictions=rules,
    )
    api = splink.DuckDBAPI(connection=people)
    linker = splink.Linker(api.register("people"), model, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(sessions, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=seed)
    for rule in sessions:
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, record_sample_proportion=1.0
        )
    found = linker.inference.predict(threshold_match_probability=THRESHOLD)
    return people.execute(f"select record_id_l, record_id_r from {found.physical_name}").fetchall()


def figures_of(truth: dict[str, str], groups: dict[str, str]) -> dict[str, float]:
    """Pairwise precision, recall and f1; a record in no group is alone."""

    def pairs(keys: list[Any]) -> int:
        counts: dict[Any, int] = {}
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
        return sum(n * (n - 1) // 2 for n in counts.values())

    resolved = {record: groups.get(record, f"alone {record}") for record in truth}
    right = pairs([(person, resolved[record]) for record, person in truth.items()])
    precision = ratio(right, pairs(list(resolved.values())))
    recall = ratio(right, pairs(list(truth.values())))
    f1 = round(2 * precision * recall / (precision + recall), 6) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def evaluate_baselines(settings: Settings, truth_file: Path, seed: int = 7) -> dict[str, Any]:
    """Exact rules and Splink over the features of the warehouse's records, against the truth.

    Both see what the pipeline sees after normalisation, so that only the linking differs.
    """
    with connect(settings, read_only=True) as warehouse:
        read_truth(warehouse, truth_file)
        truth = dict(warehouse.execute("select record_id, person_id from truth").fetchall())
        features = warehouse.execute(
            "select *, birth_date[1:4] || '-' || birth_date[5:6] || '-' || birth_date[7:8] "
            "as birth_text from intermediate.int_matching__features order by record_id"
        ).to_arrow_table()
        identifiers = warehouse.execute(IDENTIFIERS).fetchall()
        uncompared = warehouse.execute(UNCOMPARED_IDENTIFIERS).fetchall()
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("features", features)
        connection.execute("create table people as select * from features")
        exact = exact_ties(connection)
        pairs = splink_pairs(settings, connection, seed)
    linked = [(f"pair {number}", record) for number, pair in enumerate(pairs) for record in pair]
    return {
        "exact_rules": figures_of(truth, joined(identifiers + exact)),
        "splink": figures_of(truth, joined(uncompared + linked)),
    }
