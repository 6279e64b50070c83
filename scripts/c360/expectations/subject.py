"""What a suite is made of: rows to look at, and what is expected of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from great_expectations import expectations as gxe

from c360.dbt_manifest import MartDescription
from c360.expectations.thresholds import Threshold, Thresholds
from c360.marts import MARTS_SCHEMA, quoted

CRITICAL = "critical"
WARNING = "warning"


@dataclass(frozen=True)
class Built:
    """What the suites are made from.

    ``columns`` are the built marts with their columns and types, ``described`` the marts that dbt
    knows, ``published_marts`` the marts of the manifest published last (empty before the first).
    """

    columns: dict[str, dict[str, str]]
    described: dict[str, MartDescription]
    manifest: dict[str, Any]
    thresholds: Thresholds
    as_of: str
    published_marts: dict[str, Any] = field(default_factory=dict)
    published_raw_rows: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """The rows of one query, and the expectations that every row has to meet.

    ``table`` is what a failure is reported against, ``keys`` are the columns that tell a failing
    row, ``reads`` are the marts and columns without which the query cannot run.
    """

    suite: str
    title: str
    table: str
    query: str
    keys: tuple[str, ...]
    reads: dict[str, tuple[str, ...]]
    expectations: list[gxe.Expectation]

    @property
    def name(self) -> str:
        """Unique among all subjects."""
        return f"{self.suite}: {self.title}"

    def is_readable(self, built: dict[str, dict[str, str]]) -> bool:
        """Whether every mart and column that the query reads is in the warehouse."""
        return all(
            mart in built and set(columns) <= set(built[mart])
            for mart, columns in self.reads.items()
        )


def rows_of(
    suite: str,
    mart: str,
    keys: tuple[str, ...],
    columns: Iterable[str],
    expectations: list[gxe.Expectation],
) -> Subject:
    """The named columns of every row of one mart."""
    wanted = tuple(dict.fromkeys((*keys, *columns)))
    selected = ", ".join(quoted(column) for column in wanted)
    return Subject(
        suite=suite,
        title=mart,
        table=mart,
        query=f"select {selected} from {MARTS_SCHEMA}.{quoted(mart)}",
        keys=keys,
        reads={mart: wanted},
        expectations=expectations,
    )


def holds(column: str, severity: str, description: str) -> gxe.Expectation:
    """A yes-or-no column of the query that has to be true; null is not judged."""
    return gxe.ExpectColumnValuesToBeInSet(
        column=column, value_set=[True], severity=severity, description=description
    )


def within(column: str, threshold: Threshold) -> gxe.Expectation:
    """A figure that has to lie within its limits of ``audit_thresholds.csv``; null passes."""
    return gxe.ExpectColumnValuesToBeBetween(
        column=column,
        min_value=threshold.minimum,
        max_value=threshold.maximum,
        severity=threshold.severity,
        description=threshold.description,
    )


@dataclass(frozen=True)
class Measure:
    """One figure over a whole mart: the rule that limits it, its SQL, and the rows it is of."""

    rule: str
    expression: str
    base: str = "count(*)"


def measures_of(
    suite: str,
    table: str,
    source: str,
    reads: dict[str, tuple[str, ...]],
    measures: list[Measure],
    thresholds: Thresholds,
) -> Subject:
    """One row with one column per measure; a measure of too few rows is null, so not judged."""
    limits = {measure.rule: thresholds.limits(measure.rule) for measure in measures}
    figures = ", ".join(
        f"case when {measure.base} >= {limits[measure.rule].least_rows} "
        f"then cast({measure.expression} as double) end as {measure.rule}"
        for measure in measures
    )
    return Subject(
        suite=suite,
        title=f"{table} as a whole",
        table=table,
        query=f"select {figures} from {source}",
        keys=(),
        reads=reads,
        expectations=[within(measure.rule, limits[measure.rule]) for measure in measures],
    )
