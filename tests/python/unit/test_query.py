"""What `c360 query` prints of a published database."""

import json
from functools import partial

import duckdb
import pytest
from scratch import REPOSITORY, call_c360

MANY = ", ".join(f"{number} as a_long_name_of_column_{number}" for number in range(9))


@pytest.fixture
def query(tmp_path):
    """Call `c360 query` on a published database of one mart with two customers."""
    with duckdb.connect(str(tmp_path / "customer_360.duckdb")) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.customers as select 'cus_1' as customer_id, 7 as orders"
        )
        connection.execute("insert into marts.customers values ('cus_2', null)")
    return partial(call_c360, REPOSITORY, "query", "--published", tmp_path)


def test_rows_are_lines_of_a_table(query):
    lines = query("select * from marts.customers order by 1").stdout.splitlines()
    assert ["cus_1", "7"] in [line.replace("│", " ").split() for line in lines]
    assert ["cus_2"] in [line.replace("│", " ").split() for line in lines]


def test_what_is_too_wide_is_one_table_per_row(query):
    printed = query(f"select customer_id, {MANY} from marts.customers order by 1").stdout
    lines = [line.replace("│", " ").split() for line in printed.splitlines()]
    assert lines.count(["a_long_name_of_column_8", "8"]) == 2
    assert ["customer_id", "cus_2"] in lines
    assert "row 2 of 2" in printed


@pytest.mark.parametrize("more", ["", f", {MANY}"])
def test_values_are_shown_whole_and_as_they_are(query, more):
    printed = query(f"select '[/red] [b]' || repeat('x', 200) || 'y' as value {more}").stdout
    assert ("[/red]" in printed, "[b]" in printed) == (True, True)
    assert (printed.count("x"), printed.count("y")) == (200, 1)


def test_a_query_may_begin_with_a_comment(query):
    asked = query("-- how many?\nselect count(*) as customers from marts.customers", "--json")
    assert json.loads(asked.stdout)["rows"] == [{"customers": 2}]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("select nothing from marts.customers", "nothing"),
        ("-- nothing", "the query is empty"),
        ("create table marts.mine (a int)", "read-only"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_in_one_line(query, sql, message):
    refused = query(sql)
    assert (refused.exit_code, message in refused.error) == (2, True), refused.error
