"""The matching's own rules, as dbt knows them: seeds, and the measures of the macros."""

import csv
import json
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from c360.building.invoke import run_dbt
from c360.errors import UsageError
from c360.settings import Settings

RULES = """{{ tojson({
    'aligned': dict(names_are_swapped=names_are_swapped(), **aligned_names()),
    'measures': match_measures(), 'comparisons': match_comparisons()
}) }}"""


@dataclass(frozen=True)
class Level:
    """A level of a comparison: its name, and its condition over `<feature>_l`, `<feature>_r`."""

    name: str
    condition: str


@dataclass(frozen=True)
class Comparison:
    """A comparison: its levels in the order in which they are tried, and when it is missing."""

    name: str
    missing: str
    levels: tuple[Level, ...]


def seed_rows(settings: Settings, name: str) -> list[dict[str, str]]:
    """The rows of a seed of seeds/config."""
    path = settings.project / "seeds" / "config" / f"{name}.csv"
    if not path.is_file():
        raise UsageError(f"{settings.shown(path)} is missing", "restore it from the repository")
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def compiled_rules(settings: Settings) -> dict[str, dict]:
    """What the macros say: the aligned names, the measures and the comparisons' measures."""
    logs = settings.project / "target" / "logs"
    given = [
        *("--no-send-anonymous-usage-stats", "--no-use-colors", "--quiet"),
        *("--log-path", str(logs), "compile", "--inline", RULES),
        *("--project-dir", str(settings.project), "--profiles-dir", str(settings.project)),
    ]
    result = run_dbt(settings, given)
    if not result.success:
        raise UsageError(
            "dbt cannot compile the matching's macros", "see target/logs/dbt.log"
        ) from result.exception
    return json.loads(result.result.results[0].node.compiled_code)


def columns_of(expression: str) -> list[str]:
    """The pair's columns that an expression reads, sorted."""
    return sorted(set(re.findall(r"\b\w+_(?:left|right)\b", expression)))


def measure_functions(rules: dict[str, dict]) -> tuple[list[str], dict[str, str]]:
    """DuckDB statements that make every measure a function of the pair's columns, and how to call
    it over Splink's columns `<feature>_l`, `<feature>_r`.
    """
    statements, calls = [], {}
    aligned = rules["aligned"]
    for name, expression in {**aligned, **rules["measures"]}.items():
        for column in aligned:
            if column != name and re.search(rf"\b{column}\b", expression):
                call = f"{column}({', '.join(columns_of(aligned[column]))})"
                expression = re.sub(rf"\b{column}\b", call, expression)
        columns = columns_of(expression)
        statements.append(f"create macro {name}({', '.join(columns)}) as {expression}")
        own = [re.sub(r"_right$", "_r", re.sub(r"_left$", "_l", column)) for column in columns]
        calls[name] = f"{name}({', '.join(own)})"
    return statements, calls


def comparisons_of(settings: Settings) -> tuple[list[Comparison], list[str]]:
    """The comparisons of match_comparisons with their levels as SQL, and the statements that make
    the functions which that SQL calls.

    Steps of one level are alternatives; UsageError when another level's step stands between them.
    """
    rules = compiled_rules(settings)
    rows = seed_rows(settings, "match_comparisons")
    functions, sql = measure_functions(rules)
    comparisons = []
    for name, measures in rules["comparisons"].items():
        own = sorted(
            (row for row in rows if row["comparison"] == name), key=lambda row: int(row["step"])
        )
        levels = []
        for level, steps in groupby(own, key=lambda row: row["level"]):
            alternatives = [
                " and ".join(
                    f"({sql[row['measure']]}) between {row['at_least']} and {row['at_most']}"
                    for row in step
                )
                for _, step in groupby(steps, key=lambda row: row["step"])
            ]
            levels.append(Level(level, " or ".join(f"({text})" for text in alternatives)))
        names = [level.name for level in levels]
        if len(set(names)) < len(names):
            raise UsageError(
                f"match_comparisons.csv: levels of {name} stand apart",
                "give steps of one level numbers that follow each other",
            )
        comparisons.append(Comparison(name, f"({sql[measures[0]]}) = -1", tuple(levels)))
    return comparisons, functions


def write_seed(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows with their header as a seed."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
