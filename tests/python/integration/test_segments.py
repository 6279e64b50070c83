"""Segments over several days: what their history tells, and what the seeds may say."""

import csv
import json
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from c360.building.runner import run_dbt
from c360.registry import registry_of
from c360.settings import Settings
from scratch import REPOSITORY, call_c360, copy_part

NODES = (
    "+customer_segments,resource_type:model +customer_segments,resource_type:seed "
    "segments_add_up_to_all_customers"
)
DAYS = ("2001-01-01", "2001-02-02")
JUDGES = ("segment_matrices_can_be_followed", "lifecycle_stages_can_be_followed")
APRIL, MAY, JUNE = "2026-04-30", "2026-05-31", "2026-06-30"
SECOND_MATRIX = {
    "segment_matrix_bands": [
        "web_deals,row,online_share,1,0,0.5",
        "web_deals,row,online_share,2,0.5,",
        "web_deals,column,discount_share,1,0,",
    ],
    "segment_matrix_cells": ["web_deals,1,1,2", "web_deals,2,1,5"],
}


def every(days: int, until: str, times: int = 5) -> list[str]:
    """The dates of a customer who came so often and was last seen then."""
    last = date.fromisoformat(until)
    return [str(last - timedelta(days=days * number)) for number in range(times)]


# Who ordered when; each run reads what was ordered until its day.
ORDERS = {
    "ann": [*every(10, "2026-04-25"), *every(5, "2026-06-29", times=2)],
    "bob": every(30, "2026-06-20", times=8),
    "cleo": ["2026-06-01"],
    "twin1": every(30, "2026-04-20"),
    "twin2": every(30, "2026-05-20", times=6),
    "gone": ["2026-01-01"],
    "prospect": [],
}
EMAILS = {"twin1": "one@mail.ca", "twin2": "two@mail.ca"}


@dataclass
class Company:
    """A project whose files are written anew before each run."""

    project: Path

    def run(
        self,
        as_of: str,
        *more: str,
        orders: dict[str, list[str]] = ORDERS,
        emails: dict[str, str] = EMAILS,
    ) -> str:
        """Land the files as they are and build the segments of a day; the error, if any."""
        folder = self.project / "mine"
        folder.mkdir(exist_ok=True)
        people = [(name, emails.get(name, f"{name}@mail.ca")) for name in orders]
        lines = [
            (f"{name}-{number}", name, "100.00", "10.00", day, "web")
            for name, days in orders.items()
            for number, day in enumerate(sorted(days))
            if day <= as_of
        ]
        header = ("order_id", "record_id", "net_amount", "discount_amount", "ordered_at")
        self._write(folder / "contacts.csv", ("record_id", "email"), people)
        self._write(folder / "orders.csv", (*header, "sales_channel"), lines)
        landed = call_c360(
            self.project, "land", "--raw", "mine", "--sources", "files", "--as-of", as_of
        )
        assert landed.exit_code == 0, landed.stderr
        built = call_c360(self.project, "build", "--sources", "files", "--select", NODES, *more)
        return built.error if built.exit_code else ""

    @staticmethod
    def _write(path: Path, header: tuple[str, ...], rows: list[tuple]) -> None:
        with path.open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([header, *rows])

    def query(self, sql: str) -> list[tuple]:
        """Rows of the warehouse."""
        warehouse = self.project / "data" / "warehouse.duckdb"
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def tables(self) -> dict[str, list[tuple]]:
        """All rows of what is kept of segments."""
        names = ("segment_ledger", "customer_segment_history", "customer_segments")
        return {name: self.query(f"from marts.{name} order by all") for name in names}

    def id_of(self, name: str) -> str:
        """The customer of a person's record."""
        ((found,),) = self.query(
            "select customer_id from intermediate.int_identity__customer_records "
            f"where record_id = '{name}'"
        )
        return found

    def spans(self, customer_id: str, family: str = "lifecycle") -> list[tuple]:
        """(segment, since, until) of a customer, in their order."""
        return self.query(
            "select segment, cast(since_date as varchar), cast(until_date as varchar) "
            f"from marts.customer_segment_history where customer_id = '{customer_id}' "
            f"and family = '{family}' order by since_date"
        )

    def add_rows(self, seeds: dict[str, list[str]]) -> None:
        """Write further rows below those that the seeds have."""
        for seed, lines in seeds.items():
            with (self.project / "seeds" / "config" / f"{seed}.csv").open("a") as handle:
                handle.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The project without the staging of the demonstration's sources."""
    folder = tmp_path_factory.mktemp("segments") / "project"
    models = ("docs", "staging/files", "staging/landing", "intermediate", "marts")
    copy_part(folder, models, tests=("segments_add_up_to_all_customers", *JUDGES))
    (folder / "analyses").mkdir()
    shutil.copy(REPOSITORY / "analyses" / "segment_moves.sql", folder / "analyses")
    return folder


@pytest.fixture(scope="module")
def company(project) -> Company:
    """A company after its runs of April and May."""
    company = Company(project)
    assert company.run(APRIL) == ""
    assert company.run(MAY) == ""
    return company


@pytest.fixture(scope="module")
def again(company) -> dict[str, dict[str, list[tuple]]]:
    """What is kept before and after a second run of May, which is a full refresh."""
    kept = {"before": company.tables()}
    assert company.run(MAY, "--full-refresh") == ""
    kept["after"] = company.tables()
    return kept


@pytest.fixture(scope="module")
def corrected(company, again) -> Company:
    """May run once more with an order that was found, and again without it."""
    with_order = {**ORDERS, "prospect": ["2026-05-30"]}
    assert company.run(MAY, orders=with_order) == ""
    assert company.spans(company.id_of("prospect")) == [
        ("prospect", APRIL, MAY),
        ("new", MAY, None),
    ]
    assert company.run(MAY) == ""
    return company


@pytest.fixture(scope="module")
def june(corrected) -> Company:
    """June: the twins turn out to be one person, one customer is erased, a matrix is added."""
    corrected.twins = [corrected.id_of("twin1"), corrected.id_of("twin2")]
    corrected.gone = corrected.id_of("gone")
    corrected.add_rows(SECOND_MATRIX)
    orders = {name: days for name, days in ORDERS.items() if name != "gone"}
    emails = dict.fromkeys(EMAILS, "one@mail.ca")
    assert corrected.run(JUNE, orders=orders, emails=emails) == ""
    return corrected


def test_two_days_show_the_move_between_them(company):
    """Ann comes every ten days: on 31 May she has been away for 36."""
    assert company.spans(company.id_of("ann")) == [("active", APRIL, MAY), ("at risk", MAY, None)]
    assert company.spans(company.id_of("bob")) == [("active", APRIL, None)]


def test_the_same_day_again_changes_nothing_and_a_full_refresh_keeps_the_history(again):
    assert again["after"] == again["before"]


def test_a_corrected_run_of_the_day_replaces_its_change(corrected):
    assert corrected.spans(corrected.id_of("prospect")) == [("prospect", APRIL, None)]
    revisions = corrected.query(
        "select segment, revision from marts.segment_ledger where family = 'lifecycle' "
        f"and recorded_date = '{MAY}' and customer_id = '{corrected.id_of('prospect')}' "
        "order by revision"
    )
    assert revisions == [("new", 1), ("prospect", 2)]


def test_history_follows_a_merge(june):
    assert june.id_of("twin1") == june.id_of("twin2")
    survivor = june.id_of("twin1")
    assert survivor in june.twins
    (first, *_) = june.spans(survivor)
    assert first[1] == APRIL
    (retired,) = set(june.twins) - {survivor}
    assert june.spans(retired) == []


def test_who_is_gone_keeps_a_history_with_an_end(june):
    assert june.spans(june.gone)[-1][2] == JUNE
    assert june.query(f"from marts.customer_segments where customer_id = '{june.gone}'") == []


def test_rows_of_the_seeds_are_another_matrix(june):
    found = dict(
        june.query(
            "select customer_id, segment from marts.customer_segments "
            "where family = 'matrix web_deals'"
        )
    )
    assert found[june.id_of("bob")] == "5"
    assert found[june.id_of("prospect")] == "1"
    customers = june.query("select count(*) from intermediate.int_identity__customers")
    assert [(len(found),)] == customers


def test_moves_between_any_two_days_are_counted(june, queries):
    moves = moves_between(june, queries, APRIL, MAY)
    assert ("lifecycle", "active", "at risk", 1) in moves
    assert sum(count for *_, count in moves) == 6
    later = moves_between(june, queries, MAY, JUNE)
    assert ("lifecycle", "at risk", "won back", 1) in later
    assert ("lifecycle", "cooling", "(gone)", 1) in later


def moves_between(june: Company, queries: dict[str, str], *days: str) -> list[tuple]:
    """(family, from, to, customers) of the lifecycle between two days."""
    query = queries["segment_moves"]
    for placeholder, day in zip(DAYS, days, strict=True):
        query = query.replace(placeholder, day)
    return june.query(query)


@pytest.fixture(scope="module")
def queries(company) -> dict[str, str]:
    """The SQL of the analysis and of the tests that judge the seeds, as dbt compiles them."""
    settings = Settings(project=company.project, sources=("files",))
    given = {"from_date": DAYS[0], "to_date": DAYS[1], "family": "lifecycle"}
    arguments = ["compile", "--select", "segment_moves", *JUDGES, "--vars"]
    arguments.append(json.dumps({**given, "sources": registry_of(settings)}))
    folders = ("--project-dir", str(company.project), "--profiles-dir", str(company.project))
    done = run_dbt(settings, ["--quiet", *arguments, *folders])
    assert done.success, done.exception
    return {result.node.name: result.node.compiled_code for result in done.result}


def problems(company: Company, judge: str, changed: dict[str, str]) -> list[str]:
    """What a query finds when seeds have other texts."""
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as warehouse")
        connection.execute("create schema warehouse.config")
        built = company.project / "data" / "warehouse.duckdb"
        connection.execute(f"attach '{built}' as built (read_only)")
        seeds = ("segment_matrix_bands", "segment_matrix_cells", "lifecycle_stages")
        for seed in seeds:
            text = changed.get(seed, seed_text(company.project, seed))
            path = company.project / "target" / f"{seed}.csv"
            path.write_text(text)
            connection.execute(
                f"create table warehouse.config.{seed} as from built.config.{seed} limit 0"
            )
            connection.execute(
                f"insert into warehouse.config.{seed} from read_csv('{path}', all_varchar = true)"
            )
        return [row[0] for row in connection.execute(judge).fetchall()]


def seed_text(project: Path, seed: str) -> str:
    """A seed as it lies in the project."""
    return (project / "seeds" / "config" / f"{seed}.csv").read_text()


BANDS, CELLS, STAGES = "segment_matrix_bands", "segment_matrix_cells", "lifecycle_stages"


@pytest.mark.parametrize(
    ("seed", "old", "new", "message"),
    [
        (BANDS, "row,purchases_per_week,1", "row,wealth,1", "unknown measure, write one of"),
        (BANDS, "row,purchases_per_week,1", "row,purchases,1", "has several measures"),
        (BANDS, "basket,row,purchases_per_week,1", "basket,line,purchases,1", "unknown axis"),
        (BANDS, "2,0.03,0.06", "2,0.02,0.06", "overlaps band 1, which ends below 0.0300"),
        (BANDS, "2,0.03,0.06", "2,0.04,0.06", "leaves a gap after band 1"),
        (BANDS, "2,0.03,0.06", "2,,0.06", "at_least is empty"),
        (BANDS, "2,0.03,0.06", "2,0.03,0.03", "let below be above at_least"),
        (BANDS, "2,0.03,0.06", "2,0.03,", "below is empty in a band that is not the last"),
        (BANDS, "2,0.03,0.06", "9,0.03,0.06", "number the bands of an axis 1, 2, 3"),
        (BANDS, "1,0,0.03", "1,0.01,0.03", "let it begin at 0"),
        (BANDS, "5,0.25,\n", "5,0.25,9\n", "leave below empty"),
        (BANDS, "5,400,\n", "5,400,\nhalf,row,purchases,1,0,\n", "has one axis"),
        (CELLS, "basket,3,4,3\n", "", "no row for row_band 3 and column_band 4"),
        (CELLS, "basket,3,4,3\n", "basket,3,4,3\nfrequency_basket,3,4,2\n", "several rows for"),
        (CELLS, "basket,3,4,3", "basket,3,9,3", "has no such cell"),
        (CELLS, "basket,3,4,3", "basket,3,4,6", "from 1 (never or hardly buys) to 5"),
        (STAGES, "lost,4,", "lost,2,", '"lost" is not above that of the stage before'),
        (STAGES, "active,0,0,0", "active,0,0,1", "write 0 in all three"),
        (STAGES, "cooling,", "asleep,", 'unknown stage "asleep"'),
        (STAGES, "cooling,1.5,14,90\n", "", '"cooling" has 0 rows, it needs one'),
    ],
)
def test_a_wrong_row_is_found(company, queries, seed, old, new, message):
    text = seed_text(company.project, seed)
    assert old in text
    judge = queries[JUDGES[seed == STAGES]]
    assert problems(company, judge, {}) == []
    found = problems(company, judge, {seed: text.replace(old, new)})
    assert any(message in problem and f"{seed}.csv" in problem for problem in found), found


def test_a_wrong_row_is_refused_before_anything_is_built(june):
    """In one line that names the file, the row and the remedy."""
    june.add_rows({"segment_matrix_cells": ["web_deals,3,1,5"]})
    chosen = "pressure_settings segment_matrix_cells+"
    outcome = call_c360(june.project, "build", "--sources", "files", "--select", chosen)
    assert outcome.exit_code == 2
    assert 'segment_matrix_cells.csv, row "web_deals,3,1,5": ' in outcome.error
    assert len(outcome.stderr.strip().splitlines()) == 1
