"""Rounds of contraction, run by dbt on Spark, on graphs that break weaker algorithms.

A scratch project with this project's adapter macros and two models: `links` reads a Parquet file,
`components` is built by the real materialization. scipy and DuckDB's recursive statement say what
is right.
"""

import json
import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from c360.spark import session
from dbt.cli.main import dbtRunner
from pyspark.sql import SparkSession
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

REPOSITORY = Path(__file__).resolve().parents[3]
STATEMENT = (
    "{{ connected_components('links', 'record_id', ['identifier_type', 'identifier_value']) }}"
)
PROJECT_FILE = """
name: customer_360
config-version: 2
profile: graphs
on-run-end: "{{ drop_round_tables() }}"
"""
DERBY = "jdbc:derby:;databaseName={folder}/metastore;create=true"
PROFILE = """
graphs:
  target: spark
  outputs:
    duckdb: {{type: duckdb, path: ":memory:"}}
    spark:
      type: spark
      method: session
      host: NA
      schema: main
      server_side_parameters:
        spark.master: local[2]
        spark.sql.warehouse.dir: "{folder}/warehouse"
        spark.hadoop.javax.jdo.option.ConnectionURL: "{metastore}"
        spark.driver.extraJavaOptions: '"-Dderby.stream.error.file={folder}/derby.log"'
        spark.driver.memory: 4g
        spark.sql.shuffle.partitions: "{{{{ env_var('PARTITIONS', '2') }}}}"
        spark.ui.enabled: "false"
        spark.log.level: ERROR
"""
MODELS = {
    "links": "{{ config(materialized='view') }} select * from parquet.`{{ var('links') }}`",
    "components": """
        {{ config(
            materialized=components_materialization(),
            schema='intermediate',
            most_rounds=var('most_rounds', 60)
        ) }}
    """
    + STATEMENT.replace("'links'", "ref('links')"),
}


@dataclass(frozen=True)
class Graph:
    """Links of records (numbers) to identifiers (numbers): two arrays of one length."""

    records: np.ndarray
    identifiers: np.ndarray

    def table(self) -> pa.Table:
        """The links as the project holds them: record_id, identifier_type, identifier_value."""
        records = [f"r{number:07d}" for number in self.records]
        identifiers = [f"i{number}" for number in self.identifiers]
        types = pa.array(["email"] * len(records), pa.string())
        columns = [pa.array(records, pa.string()), types, pa.array(identifiers, pa.string())]
        return pa.table(columns, names=["record_id", "identifier_type", "identifier_value"])


def graph(pairs: Iterable[tuple[int, int]]) -> Graph:
    records, identifiers = np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T
    return Graph(records, identifiers)


def of_edges(one_end: np.ndarray, other_end: np.ndarray) -> Graph:
    """A graph of records only: every edge is an identifier that its two ends share."""
    edges = np.arange(len(one_end))
    return Graph(np.concatenate([one_end, other_end]), np.concatenate([edges, edges]))


def path(length: int, seed: int | None = None) -> Graph:
    numbers = np.arange(length)
    if seed is not None:
        numbers = np.random.default_rng(seed).permutation(numbers)
    return of_edges(numbers[:-1], numbers[1:])


def people(count: int) -> Graph:
    """As customer data look: a few records a person, shared e-mails, devices of a household."""
    draw = random.Random(11)
    links, record = [], 0
    for person in range(count):
        for _ in range(draw.choice((1, 1, 2, 3, 6))):
            links.append((record, 3 * person))
            if draw.random() < 0.5:
                links.append((record, 3 * person + 1))
            if draw.random() < 0.1:
                links.append((record, 3 * (person // 4 * 4) + 2))
            record += 1
    return graph(links)


def rmat(scale: int, edges_per_vertex: int) -> Graph:
    """Chakrabarti, Zhan, Faloutsos 2004, with the weights of Graph500: few hubs, many leaves."""
    draw = np.random.default_rng(5)
    ends = np.zeros((2, edges_per_vertex << scale), dtype=np.int64)
    for _ in range(scale):
        quadrant = draw.choice(4, size=ends.shape[1], p=(0.57, 0.19, 0.19, 0.05))
        ends = 2 * ends + np.array([quadrant // 2, quadrant % 2])
    return of_edges(*ends)


GRAPHS = {
    "customer data": lambda: people(40_000),
    "path of 100,000": lambda: path(100_000),
    "path of 100,000 shuffled": lambda: path(100_000, seed=3),
    "binary tree": lambda: of_edges(np.arange(1, 65_535), (np.arange(1, 65_535) - 1) // 2),
    "star of 1 million": lambda: Graph(np.arange(1_000_000), np.zeros(1_000_000, dtype=np.int64)),
    "pairs": lambda: Graph(np.arange(20_000), np.arange(20_000) // 2),
    "RMAT": lambda: rmat(16, 4),
    "one record": lambda: graph([(1, 1)]),
    "nobody": lambda: graph([]),
}


@dataclass(frozen=True)
class Run:
    """What became of a run of dbt: its result, what it logged, and the components."""

    succeeded: bool
    error: str
    log: list[str]
    table: pa.Table | None

    @property
    def edges(self) -> list[int]:
        """The edges of each round, as they were logged."""
        lines = [line for line in self.log if "of the contraction" in line]
        assert [line.split("round ")[1].split()[0] for line in lines] == [
            str(number) for number in range(1, len(lines) + 1)
        ]
        return [int(line.rsplit(", ", 1)[1].split()[0]) for line in lines]


@dataclass(frozen=True)
class Project:
    """The scratch project, its one Spark session and DuckDB's statement."""

    folder: Path
    statement: str

    def run(self, links: pa.Table, **settings: object) -> Run:
        """Build `components` from these links on Spark."""
        file = self.folder / "links.parquet"
        pq.write_table(links, file, row_group_size=50_000)
        log: list[str] = []
        runner = dbtRunner(callbacks=[lambda event: log.append(event.info.msg)])
        outcome = call(runner, self.folder, "run", {"links": str(file), **settings})
        nodes = {node.node.name: node for node in outcome.result.results}
        return Run(
            succeeded=outcome.success,
            error=str(nodes["components"].message),
            log=log,
            table=self.spark.table("intermediate.components").toArrow()
            if outcome.success
            else None,
        )

    @property
    def spark(self) -> SparkSession:
        return SparkSession.builder.getOrCreate()

    def round_tables(self) -> list[str]:
        tables = self.spark.sql("show tables in intermediate").collect()
        return [table.tableName for table in tables if "__round_" in table.tableName]

    def on_duckdb(self, links: pa.Table) -> pa.Table:
        with duckdb.connect(config={"threads": 2}) as connection:
            connection.register("links", links)
            return connection.execute(self.statement).to_arrow_table()


def call(runner: dbtRunner, folder: Path, command: str, settings: dict, *arguments: str):
    given = [command, *arguments, "--vars", json.dumps(settings), "--quiet"]
    for option in ("project-dir", "profiles-dir", "target-path", "log-path"):
        given += [f"--{option}", str(folder if "-dir" in option else folder / "target")]
    return runner.invoke(given)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("graphs")
    shutil.copytree(REPOSITORY / "macros" / "adapters", folder / "macros" / "adapters")
    (folder / "macros" / "adapters" / "_adapters__macros.yml").unlink()
    shutil.copy(REPOSITORY / "macros/config/generate_schema_name.sql", folder / "macros")
    (folder / "dbt_project.yml").write_text(PROJECT_FILE)
    (folder / "profiles.yml").write_text(
        PROFILE.format(folder=folder, metastore=DERBY.format(folder=folder))
    )
    (folder / "models").mkdir()
    for name, query in MODELS.items():
        (folder / "models" / f"{name}.sql").write_text(query)
    compiled = call(
        dbtRunner(), folder, "compile", {"links": ""}, "--target", "duckdb", "--inline", STATEMENT
    )
    assert compiled.success, compiled.exception
    yield Project(folder, compiled.result.results[0].node.compiled_code)
    session.stop()


def pairs_of(table: pa.Table) -> dict[str, str]:
    """{record: component}; a record stands there once."""
    records = table.column(0).to_pylist()
    assert len(set(records)) == len(records)
    return dict(zip(records, table.column(1).to_pylist(), strict=True))


def by_scipy(links: Graph) -> dict[str, str]:
    """{record: smallest record of its component}."""
    if not len(links.records):
        return {}
    records, rows = np.unique(links.records, return_inverse=True)
    identifiers, columns = np.unique(links.identifiers, return_inverse=True)
    size = len(records) + len(identifiers)
    matrix = coo_matrix((np.ones(len(rows)), (rows, columns + len(records))), shape=(size, size))
    labels = connected_components(matrix, directed=False)[1][: len(records)]
    # Records are sorted: the first one of a label is its smallest.
    _, first, which = np.unique(labels, return_index=True, return_inverse=True)
    return {
        f"r{record:07d}": f"r{smallest:07d}"
        for record, smallest in zip(records, records[first][which], strict=True)
    }


@pytest.mark.parametrize("shape", GRAPHS, ids=list(GRAPHS))
def test_the_partition_is_that_of_scipy_and_of_duckdb(project: Project, shape: str):
    links = GRAPHS[shape]()
    run = project.run(links.table())
    assert run.succeeded, run.error
    found = pairs_of(run.table)
    assert found == by_scipy(links)
    assert found == pairs_of(project.on_duckdb(links.table()))
    assert project.round_tables() == []


def test_rounds_and_their_edges_are_logged(project: Project):
    """The random order at least halves a path's vertices every other round."""
    edges = project.run(path(10_000, seed=1).table()).edges
    assert edges[0] == 9_999
    assert edges == sorted(edges, reverse=True)
    assert 5 <= len(edges) <= 25


@pytest.mark.parametrize("partitions", ["1", "7"])
def test_the_number_of_shuffle_partitions_is_no_input(
    project: Project, monkeypatch: pytest.MonkeyPatch, partitions: str
):
    monkeypatch.setenv("PARTITIONS", partitions)
    links = people(2_000)
    run = project.run(links.table())
    assert project.spark.conf.get("spark.sql.shuffle.partitions") == partitions
    assert pairs_of(run.table) == by_scipy(links)


def test_identifiers_whose_hashes_collide_on_duckdb_stay_apart(project: Project):
    first, second = "PHONE:9323945215", "PHONE:9823945212"
    rows = [("a", first), ("b", second), (first, "x"), (second, "y")]
    links = pa.table(
        {
            "record_id": [record for record, _ in rows],
            "identifier_type": ["phone"] * len(rows),
            "identifier_value": [identifier for _, identifier in rows],
        }
    )
    alone = {record: record for record, _ in rows}
    assert pairs_of(project.run(links).table) == alone
    assert pairs_of(project.on_duckdb(links)) == alone


def test_an_identifier_is_its_type_and_value_and_null_joins_nobody(project: Project):
    links = pa.table(
        {
            "record_id": ["a", "b", "c", "d", "e"],
            "identifier_type": ["email", "phone", "phone", "phone", "email"],
            "identifier_value": ["1", "1", None, None, "1"],
        }
    )
    want = {"a": "a", "b": "b", "c": "c", "d": "d", "e": "a"}
    assert pairs_of(project.run(links).table) == want
    assert pairs_of(project.on_duckdb(links)) == want


def test_the_bound_fails_loudly_and_leaves_the_last_result_and_no_round(project: Project):
    before = project.run(path(10).table()).table
    run = project.run(path(1_000).table(), most_rounds=1)
    assert not run.succeeded
    assert "edges are left after 1 round(s)" in run.error
    assert project.round_tables() == []
    assert pairs_of(project.spark.table("intermediate.components").toArrow()) == pairs_of(before)


def test_rounds_of_a_failed_run_are_gone_after_it_and_of_a_killed_one_after_the_next(
    project: Project,
):
    project.run(path(10).table())
    broken = pa.table({"record_id": ["a"], "identifier_type": ["email"]})
    assert not project.run(broken).succeeded
    assert project.round_tables() == []
    for table in (
        "components__round_edges_0",
        "components__round_pointers_7",
        "other__round_roots_1",
    ):
        project.spark.sql(f"create table intermediate.{table} using parquet as select 1 as vertex")
    links = path(10)
    assert pairs_of(project.run(links.table()).table) == by_scipy(links)
    assert project.round_tables() == []


def test_xxhash64_of_a_number_is_one_to_one(project: Project):
    """What numbers the vertices must not give two records one number."""
    hashes = project.spark.sql("select xxhash64(id) as vertex from range(0, 3000000, 1, 4)")
    # As monotonically_increasing_id() numbers: the partition in the upper 31 bits.
    far = project.spark.sql("select xxhash64(shiftleft(id, 33)) as vertex from range(1, 1000000)")
    assert hashes.union(far).distinct().count() == 3_000_000 + 999_999
