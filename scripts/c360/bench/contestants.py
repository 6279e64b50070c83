"""Who finds the connected components of a graph of numbers: each in a process of its own.

``python -m c360.bench.contestants NAME LINKS.parquet MACRO.sql`` prints one JSON document: seconds,
the number of components and a checksum of the partition, which is the same for all that are right.
Links lie in DuckDB and libraries are loaded before the clock starts; the components lie in DuckDB
when it stops.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import jinja2

THREADS = 2
Step = Callable[[duckdb.DuckDBPyConnection], None]


def statement(macro: Path) -> Step:
    """The recursive statement of the macro connected_components."""
    module = jinja2.Environment().from_string(macro.read_text(encoding="utf-8")).module
    query = module.duckdb__connected_components("links", "record", ["identifier"])

    def find(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(f"create table components as {query}")

    return find


def scipy_round_trip(macro: Path) -> Step:
    """Out of DuckDB as arrays, scipy's connected_components, and back as a table.

    The numbers are places in the matrix as they are, which spares scipy a numbering.
    """
    import numpy as np
    import pyarrow as pa
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    def find(connection: duckdb.DuckDBPyConnection) -> None:
        links = connection.execute("select record, identifier from links").fetchnumpy()
        records = int(links["record"].max()) + 1
        size = records + int(links["identifier"].max()) + 1
        ends = (links["record"], links["identifier"] + records)
        graph = coo_matrix((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(size, size))
        _, labels = connected_components(graph, directed=False)
        linked = np.flatnonzero(np.bincount(links["record"], minlength=records))
        found = pa.table({"record": linked, "component": labels[linked]})
        connection.register("found", found)
        connection.execute("create table components as select * from found")

    return find


def splink_clustering(macro: Path) -> Step:
    """Splink's clustering of the records, each joined to the first that shares an identifier."""
    from splink import DuckDBAPI
    from splink.clustering import cluster_pairwise_predictions_at_threshold

    def find(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("create table nodes as select distinct record from links")
        connection.execute(
            """
            create table edges as
            select distinct
                record as record_l,
                first_record as record_r
            from (
                select
                    record,
                    min(record) over (partition by identifier) as first_record
                from links
            )
            where record <> first_record
            """
        )
        api = DuckDBAPI(connection=connection)
        found = cluster_pairwise_predictions_at_threshold(
            nodes=api.register("nodes"),
            edges=api.register("edges"),
            db_api=api,
            node_id_column_name="record",
            edge_id_column_name_left="record_l",
            edge_id_column_name_right="record_r",
        )
        connection.execute(
            "create table components as select record, cluster_id as component "
            f"from {found.physical_name}"
        )

    return find


CONTESTANTS: dict[str, Callable[[Path], Step]] = {
    "scipy round trip": scipy_round_trip,
    "customer_360 components": statement,
    "Splink clustering": splink_clustering,
}


def run(name: str, links: Path, macro: Path) -> dict[str, float | int | str]:
    """Time one contestant on these links."""
    with duckdb.connect(config={"threads": THREADS}) as connection:
        connection.execute(f"create table links as select * from '{links}'")
        find = CONTESTANTS[name](macro)
        started = time.perf_counter()
        find(connection)
        seconds = time.perf_counter() - started
        components, checksum = connection.execute(
            """
            select
                count(distinct first_record),
                sum(hash(record * 7 + hash(first_record) % 1000003))
            from (
                select record, min(record) over (partition by component) as first_record
                from components
            )
            """
        ).fetchone()
    return {"seconds": seconds, "components": components, "checksum": str(checksum)}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
