"""Which Parquet files Spark reads where they lie, and which are written anew for it."""

from pathlib import Path

import duckdb
import pytest
from c360.errors import UsageError
from c360.landing.catalogue import LandedTable
from c360.landing.declarations import Column
from c360.landing.parquet_files import ParquetParts, types_of
from c360.landing.spark_catalogue import in_place, patterns, stays_in_place, write_anew
from c360.settings import Settings
from c360.spark.landed_files import LandedFiles


def write(path: Path, query: str, options: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(f"copy ({query}) to '{path}' (format parquet{options})")
    return path


def parts(folder: Path, declared: str, *paths: Path) -> ParquetParts:
    """One column `held` of a table of these files, declared as `declared`."""
    with duckdb.connect() as connection:
        types = types_of(Settings(project=folder), connection, paths)
    column = Column("held", declared, required=False)
    return ParquetParts(paths, (column,), {"held": "held"}, types)


def stays(given: ParquetParts) -> bool:
    with duckdb.connect() as connection:
        return stays_in_place(connection, given)


@pytest.mark.parametrize(
    ("value", "declared", "expected"),
    [
        ("'a'", "string", True),
        ("1::integer", "bigint", True),
        ("1::bigint", "decimal(18, 2)", True),
        ("1.5::decimal(18, 2)", "decimal(18, 4)", True),
        ("1.5::double", "double", True),
        ("true", "boolean", True),
        ("date '2026-01-01'", "date", True),
        ("date '2026-01-01'", "timestamp", True),
        ("timestamp '2026-01-01 12:00:00'", "timestamp", True),
        ("timestamptz '2026-01-01 12:00:00+02'", "timestamp", True),
        ("timestamp_ns '2026-01-01 12:00:00'", "timestamp", False),
        ("1::ubigint", "bigint", False),
        ("17850.0::double", "string", False),
        ("1::bigint", "string", False),
        ("uuid()", "string", False),
        ("'{}'::json", "string", False),
        ("{'a': 1}", "string", False),
        ("'a'::blob", "string", False),
    ],
)
def test_a_file_stays_where_no_value_has_to_be_converted(tmp_path, value, declared, expected):
    file = write(tmp_path / "table.parquet", f"select {value} as held")
    assert stays(parts(tmp_path, declared, file)) is expected


@pytest.mark.parametrize(
    "name", ["_hidden.parquet", ".hidden.parquet", "a*b.parquet", "a{b.parquet"]
)
def test_a_file_that_spark_would_not_find_is_written_anew(tmp_path, name):
    file = write(tmp_path / name, "select 'a' as held")
    assert not stays(parts(tmp_path, "string", file))


def test_a_compression_that_spark_lacks_is_written_anew(tmp_path):
    query = "select 'a' as held from range(1000)"
    known = write(tmp_path / "zstd.parquet", query, ", compression zstd")
    unknown = write(tmp_path / "brotli.parquet", query, ", compression brotli")
    assert stays(parts(tmp_path, "string", known))
    assert not stays(parts(tmp_path, "string", unknown))


def test_parts_stay_only_when_all_hold_the_same(tmp_path):
    first = write(tmp_path / "1.parquet", "select 'a' as held, 1 as other")
    second = write(tmp_path / "2.parquet", "select 2 as other, 'b' as held")
    third = write(tmp_path / "3.parquet", "select 'b' as held")
    assert stays(parts(tmp_path, "string", first, second))
    assert not stays(parts(tmp_path, "string", first, third))


def test_parts_are_read_by_one_pattern_per_depth():
    folder = Path("/raw/order")
    assert patterns((folder / "1.parquet",)) == ["/raw/order/1.parquet"]
    assert patterns((folder / "1.parquet", folder / "2.parquet")) == ["/raw/order/*.parquet"]
    assert patterns((folder / "1.parquet", folder / "day=2" / "2.parquet")) == [
        "/raw/order/*.parquet",
        "/raw/order/*/*.parquet",
    ]


def test_what_the_macro_is_told_of_a_file_in_place(tmp_path):
    file = write(tmp_path / "t.parquet", "select timestamptz '2026-01-01 00:00:00Z' as held")
    given = parts(tmp_path, "timestamp", file)
    missing = Column("missing", "date", required=False)
    given = ParquetParts(given.paths, (*given.columns, missing), given.held, given.types)
    assert in_place(LandedTable("shop", "order", ""), given) == {
        "schema": "raw_shop",
        "name": "order",
        "paths": [str(file)],
        "columns": [
            {"name": "held", "data_type": "timestamp", "held": "held", "is_instant": True},
            {"name": "missing", "data_type": "date", "held": None, "is_instant": False},
        ],
    }


def test_what_is_written_anew_has_types_that_spark_reads(tmp_path):
    query = (
        "select uuid() as id, '{}'::json as document, timestamp_ns '2026-01-01' as sold_at, 1 as n"
    )
    with duckdb.connect() as connection:
        told = write_anew(connection, tmp_path, "raw_shop", "order", query)
    folder = tmp_path / "raw_shop" / "order"
    assert told == {"schema": "raw_shop", "name": "order", "paths": [str(folder)], "columns": []}
    types = duckdb.sql(f"select * from '{folder}/*.parquet'").types
    assert [str(data_type) for data_type in types] == ["VARCHAR", "VARCHAR", "TIMESTAMP", "INTEGER"]


def test_a_landing_replaces_the_one_before_and_an_interrupted_one_is_noticed(tmp_path):
    landings = LandedFiles(tmp_path)
    landings.check_whole()
    first = landings.new()
    landings.end_change(first)
    landings.check_whole()
    second = landings.new()
    landings.begin_change()
    with pytest.raises(UsageError, match="interrupted, so the raw tables are partly old"):
        landings.check_whole()
    landings.end_change(second)
    landings.check_whole()
    assert (landings.current(), landings.folders()) == (second, [second])
