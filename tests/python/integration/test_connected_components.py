"""The recursive statement, compiled by dbt and run on graphs that break weaker algorithms."""

import os
import random
from pathlib import Path
from unittest import mock

import duckdb
import numpy as np
import pytest
from dbt.cli.main import dbtRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

PROJECT = Path(__file__).resolve().parents[3]
INLINE = "{{ connected_components('links', 'record_id', ['identifier_type', 'identifier_value']) }}"


@pytest.fixture(scope="module")
def statement(tmp_path_factory):
    """The statement as dbt compiles it for DuckDB."""
    scratch = tmp_path_factory.mktemp("compile")
    with mock.patch.dict(os.environ, {"C360_DATABASE": str(scratch / "empty.duckdb")}):
        result = dbtRunner().invoke(
            [
                "--quiet",
                "compile",
                "--inline",
                INLINE,
                "--project-dir",
                str(PROJECT),
                "--profiles-dir",
                str(PROJECT),
                "--target-path",
                str(scratch),
                "--log-path",
                str(scratch),
            ]
        )
    assert result.success, result.exception
    return result.result.results[0].node.compiled_code


def components_of(statement, links, threads=2):
    """Run the statement over (record, identifier) pairs; returns {record: component}."""
    with duckdb.connect(config={"threads": threads}) as connection:
        records = np.array([record for record, _ in links], dtype=object)
        identifiers = np.array([identifier for _, identifier in links], dtype=object)
        frame = {"record_id": records, "identifier_value": identifiers}
        connection.register("frame", frame)
        connection.execute("create table links as select *, 'email' as identifier_type from frame")
        return dict(connection.execute(statement).fetchall())


def expected(links):
    """The same by scipy: {record: smallest record of its component}."""
    records = sorted({record for record, _ in links})
    identifiers = sorted({identifier for _, identifier in links})
    position = {record: number for number, record in enumerate(records)}
    offset = {identifier: len(records) + number for number, identifier in enumerate(identifiers)}
    rows = [position[record] for record, _ in links]
    columns = [offset[identifier] for _, identifier in links]
    size = len(records) + len(identifiers)
    _, labels = connected_components(
        coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size)), directed=False
    )
    smallest: dict[int, str] = {}
    for record in records:
        smallest.setdefault(labels[position[record]], record)
    return {record: smallest[labels[position[record]]] for record in records}


def path(length):
    """Records in a row, each sharing one identifier with the next."""
    return [
        (f"r{number:07d}", f"i{link:07d}")
        for number in range(length)
        for link in (number, number + 1)
    ]


SHAPES = {
    "chain of four": path(4),
    "chain of 10,000": path(10_000),
    "chain of 10,000 backwards": path(10_000)[::-1],
    "star of 20,000": [(f"r{number}", "shared") for number in range(20_000)],
    "fan-in": [(f"r{number}", value) for number in range(50) for value in (f"own{number}", "hub")],
    "diamond": [(record, pair) for pair in ("ab", "ac", "bd", "cd") for record in pair],
    "binary tree": [
        (f"r{number}", f"e{edge}")
        for number in range(1, 4096)
        for edge in {number, 2 * number, 2 * number + 1}
    ],
    "pairs": [(f"r{number}", f"i{number // 2}") for number in range(2_000)],
    "a record alone": [("a", "1"), ("b", "2")],
    "nobody": [],
}


@pytest.mark.parametrize("shape", SHAPES, ids=list(SHAPES))
def test_components_of_a_shape(statement, shape):
    links = SHAPES[shape]
    if not links:
        assert components_of(statement, [("a", "1")]) == {"a": "a"}
        return
    assert components_of(statement, links) == expected(links)


def test_the_chain_of_10_000_is_one_component(statement):
    links = path(10_000)
    random.Random(7).shuffle(links)
    assert set(components_of(statement, links).values()) == {"r0000000"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=80),
    st.randoms(use_true_random=False),
)
def test_any_graph_agrees_with_scipy_whatever_the_order_of_rows(statement, pairs, shuffler):
    links = [(f"r{record}", f"i{identifier}") for record, identifier in pairs]
    want = expected(links)
    assert components_of(statement, links) == want
    shuffler.shuffle(links)
    assert components_of(statement, links, threads=1) == want


def test_identifiers_whose_hashes_collide_stay_apart(statement):
    first, second = "PHONE:9323945215", "PHONE:9823945212"
    with duckdb.connect() as connection:
        same = connection.execute("select hash(?) = hash(?)", [first, second]).fetchone()[0]
    assert same, "the pair no longer collides: find another to keep this test meaningful"
    assert components_of(statement, [("a", first), ("b", second)]) == {"a": "a", "b": "b"}
    assert components_of(statement, [(first, "x"), (second, "y")]) == {first: first, second: second}


def test_hash_of_a_number_is_one_to_one(statement):
    """What the statement orders its vertices by must not give two records one vertex."""
    assert "hash(cast(row_number() over () as bigint))" in statement
    with duckdb.connect() as connection:
        distinct = connection.execute(
            "select count(distinct hash(cast(number as bigint))) from range(3000000) t(number)"
        ).fetchone()[0]
    assert distinct == 3_000_000
