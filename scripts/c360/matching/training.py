"""Estimates m and u of match_weights.csv with Splink, without labels.

u comes from random pairs, m from expectation maximisation (Fellegi and Sunter 1969; Winkler 1988)
in several sessions, each over the pairs that agree in some features; the comparisons that read
those features are left out of that session. household_probability and rarest_u_probability stay as
they are: no two-class model can tell them.
"""

import logging
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from c360.errors import DataError, UsageError
from c360.matching.rules import Comparison, comparisons_of, seed_rows, write_seed
from c360.settings import Settings
from c360.warehouse import connect

# What training cannot know: a pair's names are exchanged or not whether or not they agree, and both
# classes of Splink would credit the exchange with the agreement that it takes.
NOT_TRAINED = ("name_order",)
# An address made of the names agrees where the names do: its probabilities are those given that.
NOT_TRAINED_LEVELS = (("email", "names_only"),)
SESSIONS = {
    "both names": ("given_name", "family_name"),
    "birth date": ("birth_date",),
    "e-mail": ("email",),
    "phone": ("phone",),
}
"""Session -> the features in which its pairs agree."""
FEWEST_PAIRS = 50
"""A session over fewer pairs teaches nothing."""
SMALLEST = {"m": 0.002, "u": 0.000001}
"""That no pair of a sample reaches a level does not prove that none ever will."""


@dataclass(frozen=True)
class Estimate:
    """m and u of one level; None where no session could tell."""

    m: float | None
    u: float | None


def splink_library() -> Any:
    """The module splink; UsageError when it is not installed."""
    try:
        import splink
        import splink.comparison_level_library
        import splink.comparison_library
    except ImportError:
        raise UsageError(
            "the Python package splink is not installed",
            "install the extra with `pip install 'customer-360[matching]'`",
        ) from None
    return splink


def read_features(settings: Settings) -> duckdb.DuckDBPyConnection:
    """A database in memory with the table ``people``: the features of the warehouse's records."""
    with connect(settings, read_only=True) as warehouse:
        try:
            features = warehouse.execute(
                "select * from intermediate.int_matching__features order by record_id"
            ).to_arrow_table()
        except duckdb.CatalogException:
            raise DataError(
                "the warehouse holds no features to train on", "run `c360 build` first"
            ) from None
    # One thread: the random sample is then the same at every call.
    connection = duckdb.connect(config={"threads": 1})
    connection.register("features", features)
    connection.execute("create table people as select * from features")
    return connection


def settings_of(splink: Any, comparisons: list[Comparison]) -> Any:
    """Splink's settings with the comparisons of the seeds."""
    levels = splink.comparison_level_library
    return splink.SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[
            splink.comparison_library.CustomComparison(
                output_column_name=comparison.name,
                comparison_levels=[
                    {
                        "sql_condition": comparison.missing,
                        "label_for_charts": "missing",
                        "is_null_level": True,
                    },
                    *(
                        {"sql_condition": level.condition, "label_for_charts": level.name}
                        for level in comparison.levels
                    ),
                    levels.ElseLevel(),
                ],
            )
            for comparison in comparisons
        ],
    )


def pairs_of(connection: duckdb.DuckDBPyConnection, features: tuple[str, ...]) -> int:
    """How many pairs of records agree in the features."""
    columns = ", ".join(features)
    known = " and ".join(f"{feature} is not null" for feature in features)
    return connection.execute(
        f"select coalesce(sum(n * (n - 1) // 2), 0) from "
        f"(select count(*) as n from people where {known} group by {columns})"
    ).fetchone()[0]


def trained_model(
    connection: duckdb.DuckDBPyConnection, comparisons: list[Comparison], max_pairs: int, seed: int
) -> tuple[dict[str, Any], dict[str, str]]:
    """Splink's model after training, and what became of every session."""
    splink = splink_library()
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = splink.DuckDBAPI(connection=connection)
    people = api.register("people")
    linker = splink.Linker(people, settings_of(splink, comparisons), log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=max_pairs, seed=seed)
    outcomes: dict[str, str] = {}
    held = 0
    for name, features in SESSIONS.items():
        pairs = pairs_of(connection, features)
        if pairs < FEWEST_PAIRS:
            outcomes[name] = f"left out: {pairs} pairs, fewer than {FEWEST_PAIRS}"
            continue
        known = linker._settings_obj.core_model_settings.copy()
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                splink.block_on(*features), record_sample_proportion=1.0
            )
        except ValueError as error:
            # A level that no match in the session reaches: Splink 5.0 refuses its m of 0, and its
            # model has by then lost the comparisons that read the session's features.
            linker._settings_obj.core_model_settings = known
            outcomes[name] = f"left out: {pairs} pairs, {' '.join(str(error).split())[:120]}"
            continue
        outcomes[name] = f"{pairs} pairs"
        held += 1
    if not held:
        raise DataError(
            "no two features agree in enough pairs to train on",
            f"train on more records: a session needs {FEWEST_PAIRS} pairs",
        )
    return linker.misc.save_model_to_json(), outcomes


def estimates_of(model: dict[str, Any]) -> dict[tuple[str, str], Estimate]:
    """(comparison, level) -> what Splink found."""
    found = {}
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                is_other = level["sql_condition"] == "ELSE"
                name = "other" if is_other else level["label_for_charts"]
                found[comparison["output_column_name"], name] = Estimate(
                    level.get("m_probability"), level.get("u_probability")
                )
    return found


def estimate_of(found: dict[tuple[str, str], Estimate], comparison: str, level: str) -> Estimate:
    """What Splink found about a level; nothing where it met none or cannot tell."""
    unknown = Estimate(None, None)
    if (comparison, level) in NOT_TRAINED_LEVELS:
        return unknown
    return found.get((comparison, level), unknown)


def smoothed(estimate: float | None, before: float, share: float, smallest: float) -> float:
    """A probability between the one before and the estimate (at least ``smallest``), in their
    logarithms; ``share`` in [0, 1] is what the estimate counts for.
    """
    if estimate is None:
        return before
    bounded = min(max(estimate, smallest), 0.9999)
    return math.exp(share * math.log(bounded) + (1 - share) * math.log(before))


def train_matching(
    settings: Settings, out: Path, share: float, max_pairs: int, seed: int
) -> dict[str, Any]:
    """Estimate the weights on the warehouse's records and write them to the seed ``out``.

    Returns the report: records, sessions with their pairs, and per level the weights before, found
    and written. UsageError without Splink, DataError when the records teach nothing.
    """
    splink_library()
    known, functions = comparisons_of(settings)
    comparisons = [item for item in known if item.name not in NOT_TRAINED]
    rows = seed_rows(settings, "match_weights")
    with read_features(settings) as connection:
        records = connection.execute("select count(*) from people").fetchone()[0]
        for statement in functions:
            connection.execute(statement)
        model, sessions = trained_model(connection, comparisons, max_pairs, seed)
    found = estimates_of(model)
    levels = []
    for row in rows:
        estimate = estimate_of(found, row["comparison"], row["level"])
        before = {name: float(row[f"{name}_probability"]) for name in ("m", "u")}
        for name, value in (("m", estimate.m), ("u", estimate.u)):
            written = smoothed(value, before[name], share, SMALLEST[name])
            row[f"{name}_probability"] = f"{written:.4g}"
        levels.append(
            {
                "comparison": row["comparison"],
                "level": row["level"],
                "m_before": before["m"],
                "m_found": estimate.m,
                "m_written": float(row["m_probability"]),
                "u_before": before["u"],
                "u_found": estimate.u,
                "u_written": float(row["u_probability"]),
            }
        )
    write_seed(out, rows)
    return {
        "records": records,
        "splink_version": splink_library().__version__,
        "sessions": sessions,
        "weights": str(out),
        "levels": levels,
    }
