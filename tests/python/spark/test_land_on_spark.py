"""`c360 land --engine spark` makes the same raw tables, read in place where that is possible."""

import json
from pathlib import Path

import duckdb
import pytest
from c360.errors import C360Error
from integration.till import add_till

SHAPE = """
    select string(count(*)) as receipts, min(receipt_no) as first_no, max(amount) as amount,
        string(max(sold_at)) as sold_at, typeof(max(sold_at)) as sold_at_type
    from raw_till.receipt
"""


def landed(c360, *arguments) -> dict:
    outcome = c360("land", "--engine", "spark", "--sources", "till", "--json", *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    assert outcome.stderr.count("\n") == 1, outcome.stderr
    return json.loads(outcome.stdout)


def written(project: Path) -> list[str]:
    """The raw tables that were written anew."""
    folders = (project / "data" / "spark" / "landing").glob("*/raw_till/*")
    return sorted(folder.name for folder in folders)


@pytest.fixture
def till(project: Path) -> Path:
    """The raw folder of the source, with receipts in two Parquet parts."""
    folder = add_till(project, receipts=None)
    for part, day in (("day=1", 2), ("day=2", 3)):
        (folder / "receipt" / part).mkdir(parents=True)
        duckdb.sql(
            f"""
            copy (
                select '{day}' as "Receipt_No", {day}.5::decimal(18, 2) as amount,
                    timestamptz '2026-01-0{day} 12:00:00+02:00' as sold_at
            ) to '{folder}/receipt/{part}/part.parquet'
            """
        )
    return folder


def test_parquet_is_read_where_it_lies_and_csv_is_not(project, till, c360, ask):
    figures = landed(c360)
    assert [table["rows"] for table in figures["tables"]] == [2, 0]
    assert written(project) == ["store"]
    assert ask(SHAPE) == {
        "receipts": "2",
        "first_no": "2",
        "amount": "3.50",
        "sold_at": "2026-01-03 10:00:00",
        "sold_at_type": "timestamp_ntz",
    }
    assert ask("select * from raw_landing.landing where raw_table = 'receipt'")["files"] == "2"

    for file in (till / "receipt").rglob("*.parquet"):
        file.unlink()
    (till / "receipt").rename(till / "old")
    (till / "receipt.csv").write_text("receipt_no;amount;sold_at\n7;1;x\n8\n")
    declared = project / "models" / "staging" / "till" / "_till__sources.yml"
    declared.write_text(declared.read_text().split("      - name: store")[0])
    landed(c360)
    assert written(project) == ["receipt"]
    assert ask(SHAPE)["first_no"] == "7"
    assert ask("select string(count(*)) as n from raw_landing.rejected_lines") == {"n": "1"}
    with pytest.raises(C360Error, match="TABLE_OR_VIEW_NOT_FOUND"):
        ask("select * from raw_till.store")
