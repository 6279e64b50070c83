"""`c360 land` registers what the files hold as views of the declared shape."""

import json
from pathlib import Path

import duckdb
import pytest
from integration.till import RECEIPTS, add_till


def query(project: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def landed(c360, *arguments) -> dict:
    outcome = c360("land", "--sources", "till", "--json", *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)


def test_a_csv_table_is_a_view_of_text(project, c360):
    add_till(project)
    figures = landed(c360)
    assert query(project, "select * from raw_till.receipt order by 1") == [
        ("1", "10,50", "2026-01-02"),
        ("2", "3", "2026-01-03"),
    ]
    receipt = figures["tables"][0]
    assert (receipt["rows"], receipt["files"], receipt["rejected_lines"]) == (2, 1, 0)


def test_an_optional_table_without_file_is_empty_and_typed(project, c360):
    add_till(project)
    landed(c360)
    assert query(project, "select * from raw_till.store") == []
    types = query(project, "select column_name, column_type from (describe raw_till.store)")
    assert types == [("store_code", "VARCHAR"), ("name", "VARCHAR")]


def test_columns_are_matched_by_name_whatever_order_and_case(project, c360):
    add_till(project, "Sold_At;loyalty;RECEIPT_NO\n2026-01-02;x;1\n")
    receipt = landed(c360)["tables"][0]
    assert receipt["missing_columns"] == "amount"
    assert receipt["extra_columns"] == "loyalty"
    assert query(project, "select receipt_no, amount, sold_at from raw_till.receipt") == [
        ("1", None, "2026-01-02")
    ]


def test_lines_of_the_wrong_shape_are_kept_aside_with_their_number(project, c360):
    add_till(project, RECEIPTS + "3;4\n5;6;2026-01-04;surplus\n7;8;2026-01-05\n")
    receipt = landed(c360)["tables"][0]
    assert (receipt["rows"], receipt["rejected_lines"]) == (3, 2)
    assert query(project, "select count(*) from raw_till.receipt") == [(3,)]
    assert query(
        project,
        "select source, raw_table, file, line_number, reason, line from raw_landing.rejected_lines",
    ) == [
        ("till", "receipt", "till/receipt.csv", 4, "too few columns", "3;4"),
        ("till", "receipt", "till/receipt.csv", 5, "too many columns", "5;6;2026-01-04;surplus"),
    ]


def test_values_may_hold_quotes_delimiters_and_line_breaks(project, c360):
    add_till(project, 'receipt_no;amount;sold_at\n"a;1";"say ""5""\nand go";\n')
    landed(c360)
    assert query(project, "select * from raw_till.receipt") == [("a;1", 'say "5"\nand go', None)]


def test_the_parts_of_a_folder_are_one_table(project, c360):
    folder = add_till(project, receipts=None)
    parts = folder / "receipt"
    parts.mkdir()
    (parts / "1.csv").write_text(RECEIPTS)
    (parts / "2.csv").write_text("sold_at;receipt_no\n2026-01-05;9\n")
    receipt = landed(c360)["tables"][0]
    assert (receipt["files"], receipt["rows"], receipt["missing_columns"]) == (2, 3, "")
    assert query(project, "select receipt_no, amount from raw_till.receipt order by 1") == [
        ("1", "10,50"),
        ("2", "3"),
        ("9", None),
    ]


def test_parquet_types_of_another_kind_are_read_as_text(project, c360):
    folder = add_till(project, receipts=None)
    duckdb.sql(
        f"""
        copy (
            select
                cast(17850 as double) as receipt_no, 'ten' as amount,
                timestamptz '2026-01-02 12:00:00+02:00' as sold_at
        ) to '{folder / "receipt.parquet"}'
        """
    )
    landed(c360)
    assert query(
        project, "select receipt_no, amount, cast(sold_at as varchar) from raw_till.receipt"
    ) == [("17850", "ten", "2026-01-02 10:00:00")]


def test_landing_again_replaces_and_drops_what_is_gone(project, c360):
    add_till(project)
    landed(c360)
    before = query(project, "select * from raw_landing.landing order by all")
    landed(c360)
    assert query(project, "select * from raw_landing.landing order by all") == before

    declared = project / "models" / "staging" / "till" / "_till__sources.yml"
    kept = declared.read_text().split("      - name: store")[0]
    declared.write_text(kept)
    landed(c360)
    views = query(project, "select view_name from duckdb_views() where schema_name = 'raw_till'")
    assert views == [("receipt",)]


def test_the_fingerprint_tells_the_content_and_not_the_place(project, c360, tmp_path):
    folder = add_till(project)
    first = landed(c360)["input_fingerprint"]
    elsewhere = tmp_path / "elsewhere"
    (project / "data" / "raw").rename(elsewhere)
    assert landed(c360, "--raw", elsewhere)["input_fingerprint"] == first
    (elsewhere / folder.name / "receipt.csv").write_text(RECEIPTS + "9;1;2026-01-01\n")
    assert landed(c360, "--raw", elsewhere)["input_fingerprint"] != first


def test_as_of_comes_from_the_option_then_from_the_exports(project, c360):
    add_till(project)
    assert landed(c360)["as_of"] == ""
    (project / "data" / "raw" / "export.json").write_text('{"as_of": "2026-06-30"}')
    assert landed(c360)["as_of"] == "2026-06-30"
    assert landed(c360, "--as-of", "2026-05-31 12:00:00")["as_of"] == "2026-05-31 12:00:00"
    assert query(project, "select as_of from raw_landing.settings") == [("2026-05-31 12:00:00",)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_an_undeclared_delimiter_is_the_one_that_splits_the_header(project, c360, delimiter):
    add_till(project, RECEIPTS.replace("10,50", "10").replace(";", delimiter))
    declared = project / "models" / "staging" / "till" / "_till__sources.yml"
    declared.write_text(declared.read_text().replace('delimiter: ";", ', ""))
    landed(c360)
    assert query(project, "select amount from raw_till.receipt order by 1") == [("10",), ("3",)]
