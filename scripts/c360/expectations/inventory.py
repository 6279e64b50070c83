"""Suite ``inventory``: every mart is there with the columns the audit reads, and has not shrunk."""

from c360.expectations.subject import CRITICAL, WARNING, Built, Subject, holds, within
from c360.marts import MARTS_SCHEMA, literal, quoted

SUITE = "inventory"


def subjects(built: Built, others: list[Subject]) -> list[Subject]:
    """``others`` are the subjects of all other suites: what they read has to be there."""
    return [_marts(built, others), _columns(built, others)]


def _marts(built: Built, others: list[Subject]) -> Subject:
    """One row per mart that dbt describes, a suite reads or the warehouse holds."""
    needed = {mart for subject in others for mart in subject.reads} | set(built.described)
    limits = built.thresholds.limits("mart_rows_vs_published")
    rows = []
    for mart in sorted(needed | set(built.columns)):
        count = "0"
        if mart in built.columns:
            count = f"(select count(*) from {MARTS_SCHEMA}.{quoted(mart)})"
        before = built.published_marts.get(mart, {}).get("rows", 0)
        ratio = f"{count} / {before}.0" if before >= max(limits.least_rows, 1) else "null"
        rows.append(
            f"select {literal(mart)} as mart, {mart in built.columns} as is_built, "
            f"{mart in needed} as is_described, {count} as row_count, {before} as rows_published, "
            f"cast({ratio} as double) as rows_vs_published"
        )
    return Subject(
        suite=SUITE,
        title="marts",
        table=MARTS_SCHEMA,
        query=" union all ".join(rows),
        keys=("mart", "row_count", "rows_published"),
        reads={},
        expectations=[
            holds("is_built", CRITICAL, "Every mart is in the warehouse"),
            holds("is_described", WARNING, "Every table of schema marts is a model of the project"),
            within("rows_vs_published", limits),
        ],
    )


def _columns(built: Built, others: list[Subject]) -> Subject:
    """One row per mart and column that a suite reads, of the marts that are there."""
    needed = sorted(
        {
            (mart, column)
            for subject in others
            for mart, columns in subject.reads.items()
            if mart in built.columns
            for column in columns
        }
    )
    rows = [
        f"({literal(mart)}, {literal(column)}, {column in built.columns[mart]})"
        for mart, column in needed
    ]
    source = f"(values {', '.join(rows)})" if rows else "(select '', '', true limit 0)"
    return Subject(
        suite=SUITE,
        title="columns",
        table=MARTS_SCHEMA,
        query=f"select * from {source} as needed(mart, column_name, is_there)",
        keys=("mart", "column_name"),
        reads={},
        expectations=[holds("is_there", CRITICAL, "Every column that the audit reads is there")],
    )
