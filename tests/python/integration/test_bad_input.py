"""A foreseeable mistake gets one line that names the place and the remedy, and changes nothing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from integration.till import RECEIPTS, add_till
from scratch import REPOSITORY, call_c360, copy_own_files_part, copy_part


@pytest.fixture
def till(project: Path) -> Path:
    """The raw folder of a good source `till`."""
    return add_till(project)


def refused(outcome, exit_code: int, *parts: str) -> None:
    """One line on standard error with all these parts, no traceback, and this exit code."""
    assert outcome.exit_code == exit_code, outcome.stderr
    assert "Traceback" not in outcome.stderr
    lines = [line for line in outcome.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, outcome.stderr
    assert outcome.error.startswith("error ")
    for part in parts:
        assert part in outcome.error


def test_wrong_raw_folder(c360, till):
    refused(c360("land", "--sources", "till", "--raw", "exprots"), 2, "exprots", "--raw")


def test_raw_folder_that_is_a_file(c360, till):
    file = till / "receipt.csv"
    refused(c360("land", "--sources", "till", "--raw", file), 2, "is a file, no folder", "--raw")


def test_empty_raw_folder(c360, till, project):
    (project / "empty").mkdir()
    refused(c360("land", "--sources", "till", "--raw", "empty"), 2, "raw folder empty is empty")


def test_source_without_folder(c360, till):
    till.rename(till.with_name("tills"))
    refused(c360("land", "--sources", "till"), 2, "'till' has no folder data/raw/till")


def test_source_folder_without_tables(c360, till):
    (till / "receipt.csv").unlink()
    refused(c360("land", "--sources", "till"), 1, "table 'receipt' of source 'till' is missing")


def test_missing_required_column(c360, till):
    (till / "receipt.csv").write_text("amount;sold_at\n1;2026-01-01\n")
    refused(
        c360("land", "--sources", "till"),
        1,
        "data/raw/till/receipt.csv",
        "required column 'receipt_no' of table 'receipt' is missing",
    )


def test_column_twice(c360, till):
    (till / "receipt.csv").write_text("receipt_no;amount;amount\n1;2;3\n")
    refused(c360("land", "--sources", "till"), 1, "column 'amount' occurs twice")


def test_header_missing(c360, till):
    (till / "receipt.csv").write_text("1;10,50;2026-01-02\n")
    refused(c360("land", "--sources", "till"), 1, "line 1 names no column of table 'receipt'")


def test_broken_parquet_file(c360, till):
    (till / "receipt.csv").unlink()
    good = till / "receipt.parquet"
    duckdb.sql(f"copy (select '1' as receipt_no from range(1000)) to '{good}'")
    good.write_bytes(good.read_bytes()[:-20])
    refused(
        c360("land", "--sources", "till"),
        1,
        "data/raw/till/receipt.parquet is broken or no Parquet file",
        "export it again",
    )


def test_csv_in_the_wrong_encoding(c360, till):
    (till / "receipt.csv").write_bytes((RECEIPTS + "é;1;2026-01-01\n").encode("latin-1"))
    refused(c360("land", "--sources", "till"), 1, "receipt.csv, line 4 is not UTF-8 text")


def test_csv_in_utf_16_where_utf_8_is_declared(c360, till):
    (till / "receipt.csv").write_bytes(RECEIPTS.encode("utf-16"))
    refused(c360("land", "--sources", "till"), 1, "receipt.csv, line 1 is not UTF-8 text")


@pytest.mark.parametrize(
    "damage",
    ['3;"4;2026-01-04\n5;6;2026-01-05\n', '3;"4;2026-01-04\n5;"6";2026-01-05\n7;8;2026-01-06\n'],
    ids=["swallows the rest", "closed by a later quote"],
)
def test_csv_with_a_missing_quote(c360, till, damage):
    (till / "receipt.csv").write_text(RECEIPTS + damage)
    refused(c360("land", "--sources", "till"), 1, "receipt.csv, line 4 has a quote", "close it")


def test_empty_file(c360, till):
    (till / "receipt.csv").write_text("")
    refused(c360("land", "--sources", "till"), 1, "data/raw/till/receipt.csv is empty")


def test_required_table_without_rows(c360, till):
    (till / "receipt.csv").write_text("receipt_no\n")
    refused(c360("land", "--sources", "till"), 1, "table 'receipt'", "has no rows")


def test_optional_table_without_rows_is_fine(c360, till):
    (till / "store.csv").write_text("store_code\n")
    outcome = c360("land", "--sources", "till", "--json")
    assert outcome.exit_code == 0
    assert json.loads(outcome.stdout)["tables"][1]["rows"] == 0


def test_table_twice(c360, till):
    duckdb.sql(f"copy (select '1' as receipt_no) to '{till / 'receipt.parquet'}'")
    refused(c360("land", "--sources", "till"), 2, "receipt.parquet and receipt.csv", "keep one")


def test_unknown_source_asked_for(c360, till):
    refused(c360("land", "--sources", "tll"), 2, "--sources names 'tll'", "did you mean 'till'?")


def test_unknown_source_in_the_registry(c360, project):
    file = project / "dbt_project.yml"
    file.write_text(
        file.read_text().replace("  sources:\n", "  sources:\n    shopfy: [contacts]\n")
    )
    for command in ("land", "build"):
        refused(
            c360(command),
            2,
            "setting 'sources' in dbt_project.yml names 'shopfy'",
            "did you mean 'shopify'?",
        )


def test_impossible_as_of(c360, till, project):
    refused(
        c360("land", "--sources", "till", "--as-of", "30/06/2026"), 2, "--as-of is '30/06/2026'"
    )
    for moment in ("2026-13-45", "2026-02-30"):
        told = f"--as-of is '{moment}'"
        refused(c360("land", "--sources", "till", "--as-of", moment), 2, told)
    (project / "data" / "raw" / "export.json").write_text("as_of: 2026-06-30")
    refused(c360("land", "--sources", "till"), 2, "data/raw/export.json is no JSON object")


def test_unsupported_encoding_declared(c360, till, project):
    declared = project / "models" / "staging" / "till" / "_till__sources.yml"
    declared.write_text(declared.read_text().replace("utf-8", "cp500"))
    refused(c360("land", "--sources", "till"), 2, "_till__sources.yml: csv.encoding 'cp500'")


def test_database_locked_by_another_process(c360, till, project):
    database = project / "data" / "warehouse.duckdb"
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        message = f"database data/warehouse.duckdb is in use by process {holder.pid}"
        refused(c360("land", "--sources", "till"), 2, message, "close that program")
        refused(c360("build", "--sources", "till"), 2, message, "close that program")
    finally:
        holder.communicate(b"\n")


def test_database_that_is_none(c360, till, project):
    (project / "notes.txt").write_text("not a database " * 1000)
    refused(
        c360("land", "--sources", "till", "--database", "notes.txt"),
        2,
        "database notes.txt is no DuckDB file",
    )


def test_a_failed_landing_leaves_the_one_before(c360, till, project):
    assert c360("land", "--sources", "till").exit_code == 0
    (till / "store.csv").write_text("")
    assert c360("land", "--sources", "till").exit_code == 1
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.sql("select count(*) from raw_till.receipt").fetchone() == (2,)


def test_wrong_type_in_half_of_the_rows(tmp_path):
    project = copy_own_files_part(tmp_path / "project")
    (project / "mine").mkdir()
    lines = [f"{number},{'9' if number % 2 else 'nine'},2026-01-01" for number in range(100)]
    (project / "mine" / "orders.csv").write_text(
        "order_id,net_amount,ordered_at\n" + "\n".join(lines)
    )
    published = project / "published" / "customer_360.duckdb"
    published.parent.mkdir()
    published.write_text("the version before")
    assert call_c360(project, "land", "--raw", "mine", "--sources", "files").exit_code == 0
    refused(
        call_c360(project, "build", "--sources", "files"),
        1,
        "raw table files.orders: 50 of 100 rows are set aside",
        "'unreadable value: net_amount'",
        "max_rejected_share (0.2)",
    )
    assert published.read_text() == "the version before"


def test_a_run_that_cannot_begin_leaves_the_published_version(c360, project):
    published = project / "published" / "customer_360.duckdb"
    published.parent.mkdir()
    published.write_text("the version before")
    refused(c360("run", "--raw", "nowhere"), 2, "raw folder nowhere does not exist")
    assert published.read_text() == "the version before"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The project with the source `till` and no other model."""
    project = copy_part(tmp_path / "project", models=("docs",))
    add_till(project)
    (project / "models" / "staging" / "till" / "stg_till__receipt.sql").write_text(
        "select * from {{ source('till', 'receipt') }}"
    )
    file = project / "dbt_project.yml"
    before, _, after = file.read_text().partition("  sources:\n")
    after = after[after.index("\n\n") :]
    file.write_text(before + "  sources:\n    till: [contacts, identifiers]\n" + after)
    return project


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("max_rejected_share: 0.2", "max_rejected_share: 20", "'max_rejected_share' is '20'"),
        ("reporting_currency: CAD", "reporting_currency: dollars", "is 'dollars'"),
        ("[contacts, identifiers]", "[contacts]", "supplies contacts but no identifiers"),
        ("[contacts, identifiers]", "[contact]", "names an unknown contract 'contact'"),
    ],
)
def test_contradictory_var(bare, right, wrong, message):
    file = bare / "dbt_project.yml"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong))
    refused(call_c360(bare, "build", "--select", "channels"), 2, "error setting '", message)


def test_a_seed_without_rows(bare):
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    test = "seeds_that_rule_have_rows"
    shutil.copy(REPOSITORY / f"tests/dbt/singular/{test}.sql", bare / "tests/dbt/singular")
    file = bare / "seeds" / "config" / "pressure_settings.csv"
    file.write_text(file.read_text().splitlines()[0] + "\n")
    refused(
        call_c360(bare, "build", "--select", f"+{test}"), 2, "pressure_settings.csv: it has no rows"
    )


@pytest.mark.parametrize(
    ("seed", "right", "wrong", "message"),
    [
        ("channels", ",4,0.002,", ',"4,5",0.002,', "line 2: '4,5' in column 'persistence_days'"),
        ("channels", "persistence_days", "persistence", "has no column 'persistence_days'"),
        ("channels", ",0.002,3.3,", ",0.002,-3.3,", "base_capacity is a number of at least 0"),
        ("channels", "email,E-mail", "email,E-mail,more", "line 2: 14 values for 13 columns"),
        ("channels", "email,E-mail,", "email,", "line 2: 12 values for 13 columns"),
        ("channels", "sms,SMS", "email,SMS", "lines 2, 3: 'email' in column 'channel' stands more"),
        (
            "rfm_scoring",
            "recency,quintile,24,365,180,90,30\n",
            "",
            "recency, frequency and monetary have one row each",
        ),
        ("rfm_segments", "5,5,5,champions\n", "", "add a row for the scores 5, 5, 5"),
    ],
)
def test_a_seed_edited_wrongly(bare, seed, right, wrong, message):
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    singular = "tests/dbt/singular/rfm_segments_cover_all_combinations.sql"
    shutil.copy(REPOSITORY / singular, bare / singular)
    file = bare / "seeds" / "config" / f"{seed}.csv"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong, 1))
    refused(call_c360(bare, "build", "--select", seed), 2, f"{seed}.csv", message)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("name,*,1,complete", "nmae,*,1,complete", 'row "nmae,*": unknown attribute, write one of'),
        ("name,till,2,", "name,tlil,2,", 'row "name,tlil": unknown source, write one of *, till'),
        ("phone,*,1,frequent", "phone,*,1,often", 'row "phone,*": unknown strategy, write one of'),
        ("name,till,2", "name,till,first", "line 3: 'first' in column 'priority' is no whole"),
        ("name,till,2", "name,till,1.5", "line 3: '1.5' in column 'priority' is no whole number"),
        ("name,till,2", "name,till,0", 'row "name,till": priority must be a whole number'),
        ("name,till,2", "name,till,", 'row "name,till": priority must be a whole number'),
        ("email,*,1,frequent,\n", "", "email has no row with source *, add one"),
        ("name,till,2,complete", "name,till,1,recent", "name has several strategies at priority 1"),
        ("phone,*,", "email,*,", "phone has no row with source *, add one"),
        ("phone,*,1,frequent,", "phone,*,1,frequent,\nphone,*,1,frequent,", "the same attri"),
    ],
)
def test_a_wrong_rule_of_survivorship_is_refused_with_its_row(bare, right, wrong, message):
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    singular = "tests/dbt/singular/attribute_survivorship_can_be_followed.sql"
    shutil.copy(REPOSITORY / singular, bare / singular)
    file = bare / "seeds" / "config" / "attribute_survivorship.csv"
    header, *rows = file.read_text().splitlines()
    rows = [row for row in rows if row.split(",")[1] == "*"]
    rows.insert(1, "name,till,2,complete,")
    good = "\n".join([header, *rows]) + "\n"
    assert right in good
    file.write_text(good.replace(right, wrong, 1))
    refused(
        call_c360(bare, "build", "--select", "attribute_survivorship"),
        2,
        "attribute_survivorship",
        message,
    )


@pytest.mark.parametrize(
    ("seed", "right", "wrong", "message"),
    [
        (
            "rules",
            "US,marketing,sms,*,",
            "US,marketing,sms,b2c,",
            "no row for US, marketing, sms, b2b",
        ),
        (
            "rules",
            "US,marketing,sms,*,",
            "US,marketing,*,*,",
            "2 rows, those with * included, for US",
        ),
        ("rules", "US,marketing,sms,*,opt_in", "US,marketing,sms,*,opt-in", "regime"),
        ("rules", "opt_in,24,6,", "opt_out,24,6,", "empty in every opt_out row"),
        ("rules", ",18,3,", ",,3,", "come with their clause, and only so"),
        ("jurisdictions", "*,other\n", "", "add a row with country_code *"),
        ("jurisdictions", "FR,EU\n", "FR,FR\n", "consent_rules.csv: no row for FR, marketing"),
    ],
)
def test_a_wrong_rule_of_consent_is_refused(bare, seed, right, wrong, message):
    """Each case of country, channel and customer type is ruled once, or nothing is built."""
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    singular = "tests/dbt/singular/consent_rules_cover_every_case_once.sql"
    shutil.copy(REPOSITORY / singular, bare / singular)
    file = bare / "seeds" / "config" / f"consent_{seed}.csv"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong, 1))
    refused(
        call_c360(bare, "build", "--select", "channels consent_jurisdictions consent_rules"),
        2,
        "consent_",
        message,
    )


IDENTITY_SEEDS = (
    "identity_blocklist identifier_types renamed_sources email_providers match_comparisons "
    "match_weights match_settings"
)


@pytest.mark.parametrize(
    ("seed", "right", "wrong", "message"),
    [
        ("identity_blocklist", "*,exact,n/a", "emial,exact,n/a", 'row "emial,exact,n/a": unknown'),
        ("identity_blocklist", "*,exact,n/a", "*,exact,N/A", "write match_value in lower case"),
        ("identity_blocklist", "*,exact,none", "*,Exact,none", "'Exact' in column 'match_kind' is"),
        ("identity_blocklist", "exact,none,", "none,", "line 5: 4 values for 5 columns"),
        ("identity_blocklist", "^null$", "^(null$", 'pattern,^(null$": match_value is no regular'),
        ("identity_blocklist", "domain,example.org", "domain,Example.org", "in lower case"),
        ("identifier_types", "email,2,", "email,7,", "correct the row (line 6)"),
        ("identifier_types", "phone,3,", "phone,3.5,", "'3.5' in column 'tier' is no whole"),
        ("renamed_sources", "source\n", "source\na,b\nb,c\n", 'row "a,b": b was renamed too'),
        ("email_providers", "outlook.fr,o", "Outlook.fr,o", "(line "),
        (
            "match_comparisons",
            "exact,given_name_edits",
            "exact,given_name_edit",
            "unknown measure given_name_edit",
        ),
        ("match_weights", "place,postal_code", "place,postal_kode", "has no such level"),
        (
            "match_settings",
            "match_probability,0.95",
            "match_probability,2",
            "write one in between (line 2)",
        ),
    ],
)
def test_a_wrong_rule_of_identity_is_refused_with_its_row(bare, seed, right, wrong, message):
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    for name in ("identity_blocklist", "match_seeds", "renamed_sources"):
        singular = f"tests/dbt/singular/{name}_can_be_followed.sql"
        shutil.copy(REPOSITORY / singular, bare / singular)
    file = bare / "seeds" / "config" / f"{seed}.csv"
    assert right in file.read_text()
    file.write_text(file.read_text().replace(right, wrong, 1))
    refused(call_c360(bare, "build", "--select", IDENTITY_SEEDS), 2, f"{seed}.csv", message)


def test_rules_about_nobody_are_told_by_a_warning(bare):
    assert call_c360(bare, "land", "--sources", "till").exit_code == 0
    for file in (
        "models/intermediate/identity/int_identity__decisions.sql",
        "tests/dbt/singular/decisions_name_known_records.sql",
        "tests/dbt/singular/survivorship_sources_have_records.sql",
    ):
        (bare / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / file, bare / file)
    contacts = "select 'till:1' as record_id, 'kiosk' as source"
    (bare / "models" / "int_conformed__contacts.sql").write_text(contacts)
    seeds = bare / "seeds" / "config"
    (seeds / "attribute_survivorship.csv").write_text(
        "attribute,source,priority,strategy,comment\n"
        "email,*,1,frequent,\nemail,kiosk,2,frequent,\nemail,kiosc,3,frequent,\n"
    )
    with (seeds / "identity_decisions.csv").open("a") as file:
        file.write("till:1,till:2,never,Eva,2026-06-01,\n")
    chosen = "+int_identity__decisions int_conformed__contacts attribute_survivorship"
    outcome = call_c360(bare, "build", "--select", chosen)
    assert outcome.exit_code == 0, outcome.stderr
    assert [line for line in outcome.stderr.splitlines() if line.startswith("warning")] == [
        'warning attribute_survivorship.csv, row "email,kiosc": no record is of this source',
        'warning identity_decisions.csv, row "till:1,till:2": there is no record till:2',
    ]


def test_build_before_land(bare):
    refused(
        call_c360(bare, "build", "--select", "stg_till__receipt"),
        2,
        "model 'stg_till__receipt' reads raw_till",
        "run `c360 land` with the same --sources first",
    )
