"""An edited rule of survivorship changes the winner; the chain of links by SQL and by command."""

import json
import os
import subprocess
import sys
from unittest import mock

import duckdb
import pytest
from scratch import call_c360, copy_project

SOURCES = "pos,shopify"
BUILT = "+path:models/marts/identity +path:models/marts/customers"
DISAGREEING = """
    select customer_id, attribute_value, source, is_winner
    from marts.customer_attribute_candidates
    where attribute = 'name' and customer_id in (
        select customer_id from marts.customer_attribute_candidates
        where attribute = 'name' and not is_deleted
        group by customer_id having count(distinct source) = 2
    )
    order by customer_id, candidate_rank
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small demonstration, tills and shop only, with its golden record."""
    project = copy_project(tmp_path_factory.mktemp("golden") / "project")
    for arguments in (
        ("demo", "--people", 60, "--seed", 5),
        ("land", "--sources", SOURCES),
        ("build", "--sources", SOURCES, "--select", BUILT),
    ):
        outcome = call_c360(project, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return project


def query(project, sql):
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def winning_sources(project):
    """Customer -> source of the name, of the customers whom both sources name."""
    return {row[0]: row[2] for row in query(project, DISAGREEING) if row[3]}


def test_an_edited_rule_changes_the_winner(built):
    assert set(winning_sources(built).values()) == {"pos", "shopify"}
    rules = built / "seeds" / "config" / "attribute_survivorship.csv"
    before = rules.read_text()
    for trusted, other in (("pos", "shopify"), ("shopify", "pos")):
        rules.write_text(before + f"name,{trusted},1,complete,\nname,{other},2,complete,\n")
        select = "attribute_survivorship+1 customers customer_attribute_candidates"
        outcome = call_c360(built, "build", "--sources", SOURCES, "--select", select)
        assert outcome.exit_code == 0, outcome.stderr
        winners = winning_sources(built)
        assert set(winners.values()) == {trusted}
        told = dict(query(built, "select customer_id, name_source from marts.customers"))
        assert {customer: told[customer] for customer in winners} == winners
    rules.write_text(before)


def test_the_primary_address_is_the_golden_one(built):
    assert query(
        built,
        """
        select count(*) from marts.customers
        inner join marts.customer_identifiers using (customer_id)
        where identifier_type = 'email' and is_primary <> (identifier_value = email)
        """,
    ) == [(0,)]
    assert query(built, "select count(*) > 10 from marts.customers where email is not null") == [
        (True,)
    ]


def test_the_chain_of_links_by_sql_is_as_long_as_the_one_that_is_explained(built):
    ((start, end),) = query(
        built,
        """
        select min(record_id), max(record_id) from marts.customer_records
        group by customer_id order by count(*) desc, customer_id limit 1
        """,
    )
    database = built / "data" / "warehouse.duckdb"
    explained = call_c360(built, "explain", "--database", database, start, end, "--json")
    path = json.loads(explained.stdout)["path"]
    ends = json.dumps({"from_record": start, "to_record": end})
    with mock.patch.dict(os.environ, {"C360_DATABASE": str(database)}):
        compiling = ["compile", "--select", "match_path", "--vars", ends, "--profiles-dir", "."]
        subprocess.run(
            [sys.executable, "-m", "dbt.cli.main", "--quiet", *compiling], cwd=built, check=True
        )
    (compiled,) = (built / "target" / "compiled").glob("**/match_path.sql")
    chain = query(built, compiled.read_text())
    assert len(chain) == len(path) > 0
    assert (chain[0][1], chain[-1][2]) == (start, end)
    assert [row[2] for row in chain[:-1]] == [row[1] for row in chain[1:]]
