"""Suite ``keys``: what the YAML of every mart promises of single columns, held on the built rows.

dbt's own tests check the same when they are run; the audit does not rely on that they were.
"""

from collections.abc import Iterator
from typing import Any

from great_expectations import expectations as gxe

from c360.dbt_manifest import MartDescription
from c360.expectations.subject import CRITICAL, WARNING, Built, Subject, rows_of

SUITE = "keys"


def subjects(built: Built) -> list[Subject]:
    """One subject per mart that promises anything."""
    found = []
    for mart in built.described.values():
        expectations = [*_key(mart), *_column_tests(mart, built.manifest)]
        columns = {column for expectation in expectations for column in columns_of(expectation)}
        if expectations:
            keys = mart.primary_key or tuple(sorted(columns))
            found.append(rows_of(SUITE, mart.name, keys, sorted(columns), expectations))
    return found


def columns_of(expectation: gxe.Expectation) -> list[str]:
    """The columns that an expectation speaks of."""
    given = expectation.configuration.kwargs
    if "column_list" in given:
        return list(given["column_list"])
    return [given[name] for name in ("column", "column_A", "column_B") if name in given]


def _key(mart: MartDescription) -> Iterator[gxe.Expectation]:
    if len(mart.primary_key) == 1:
        column = mart.primary_key[0]
        yield gxe.ExpectColumnValuesToBeUnique(column=column, severity=CRITICAL)
        yield gxe.ExpectColumnValuesToNotBeNull(column=column, severity=CRITICAL)
    elif mart.primary_key:
        yield gxe.ExpectCompoundColumnsToBeUnique(
            column_list=list(mart.primary_key), severity=CRITICAL
        )


def _column_tests(mart: MartDescription, manifest: dict[str, Any]) -> Iterator[gxe.Expectation]:
    """The mart's tests not_null and accepted_values that hold for all of its rows."""
    for _, node in sorted(manifest["nodes"].items()):
        if node["resource_type"] != "test" or node.get("attached_node") != mart.unique_id:
            continue
        test, column = node.get("test_metadata") or {}, node.get("column_name")
        if column is None or node["config"].get("where"):
            continue
        is_error = node["config"].get("severity", "error").lower() == "error"
        severity = CRITICAL if is_error else WARNING
        if test.get("name") == "not_null" and (column,) != mart.primary_key:
            yield gxe.ExpectColumnValuesToNotBeNull(column=column, severity=severity)
        elif test.get("name") == "accepted_values":
            yield gxe.ExpectColumnValuesToBeInSet(
                column=column, value_set=test["kwargs"]["values"], severity=severity
            )
