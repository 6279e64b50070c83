"""The demonstration company: files, layouts, determinism, chunks, wrong use."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from c360.cli import app
from c360.demo.plan import Dirt, Plan
from c360.demo.world import build
from c360.errors import UsageError
from demo_world import AS_OF, clean_world, dirty_world, fingerprint, make_world
from typer.testing import CliRunner

LAYOUTS = json.loads((Path(__file__).parent / "connector_layouts.json").read_text())
TILLS = {
    "pos.receipt": "receipt_no store_code till_no cashier_no receipt_date receipt_time currency "
    "gross_amount discount_amount net_amount loyalty_card_no email",
    "pos.receipt_line": "receipt_no line_no sku label quantity unit_price discount_amount "
    "line_amount",
    "pos.loyalty_card": "card_no first_name last_name birth_date email phone street city region "
    "postal_code country_code language store_code issued_on updated_on email_optin sms_optin "
    "mail_optin",
    "pos.return": "return_no receipt_no line_no returned_on quantity amount reason",
}


@pytest.fixture(scope="module")
def small():
    return make_world(200)


def test_same_seed_gives_the_same_bytes_whatever_the_threads(small):
    threads = pa.cpu_count()
    pa.set_cpu_count(1 if threads > 1 else 4)
    try:
        again = make_world(200)
    finally:
        pa.set_cpu_count(threads)
    assert fingerprint(small.raw) == fingerprint(again.raw)
    assert fingerprint(small.truth) == fingerprint(again.truth)


def test_another_seed_gives_other_bytes(small):
    other = fingerprint(make_world(200, seed=8).raw)
    same = {name for name, value in fingerprint(small.raw).items() if other[name] == value}
    # the list of e-mail metrics is the tool's own; the company's calendar hangs on no chance
    calendar = {"files/campaigns.parquet", "google_ads/campaign_history.parquet"}
    accounts = {f"{tool}/account_history.parquet" for tool in ("google_ads", "facebook_ads")}
    assert same <= {"klaviyo/metric.parquet", *calendar, *accounts}


# the demonstration company has neither
OTHERS = ("hubspot.", "mailchimp.")


@pytest.mark.parametrize(
    "table", sorted(name for name in {**LAYOUTS, **TILLS} if not name.startswith(OTHERS))
)
def test_columns_are_those_of_the_real_connector(table):
    name = table.replace(".", "_", 1)
    columns = [row[0] for row in dirty_world().sql(f'describe "{name}"')]
    if table in TILLS:
        assert columns == TILLS[table].split()
    else:
        assert set(columns) <= set(LAYOUTS[table].split())


def test_every_table_is_there_and_counted():
    world = dirty_world()
    for table, rows in world.rows.items():
        source, _, name = table.partition(".")
        view = name if source == "truth" else f"{source}_{name}"
        assert world.one(f'select count(*) from "{view}"') == rows, table
    facts = json.loads((world.raw / "export.json").read_text())
    assert facts == {"as_of": "2026-06-30", "generator": "c360 demo", "people": 1500, "seed": 7}


def test_tills_write_dates_and_amounts_their_way():
    text = (dirty_world().raw / "pos" / "receipt.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == TILLS["pos.receipt"].replace(" ", ";")
    amounts = dirty_world().sql("select gross_amount, receipt_date from pos_receipt limit 200")
    assert all("," in amount and "." not in amount for amount, _ in amounts)
    assert all(day[2] == "/" and day[5] == "/" for _, day in amounts)


def test_chunks_become_parts_and_do_not_depend_on_each_other(tmp_path):
    parts = make_world(60, chunk=20)
    first = make_world(20, chunk=20)
    assert sorted(p.name for p in (parts.raw / "shopify" / "order").iterdir()) == [
        "part-0000.parquet",
        "part-0001.parquet",
        "part-0002.parquet",
    ]
    assert len(list((parts.raw / "pos" / "receipt").glob("part-*.csv"))) == 3
    assert (parts.raw / "shopify" / "product.parquet").is_file()
    for table in ("shopify/order", "klaviyo/event", "ga4/event"):
        assert (parts.raw / table / "part-0000.parquet").read_bytes() == (
            first.raw / f"{table}.parquet"
        ).read_bytes()
    assert parts.sql("select * from people order by 1 limit 20") == first.sql(
        "select * from people order by 1"
    )


def test_keys_stay_unique_over_chunks():
    world = make_world(60, dirt="none", chunk=20)
    for table, key in (
        ("shopify_order", "id"),
        ("klaviyo_event", "id"),
        ("ga4_event", "_fivetran_id"),
        ("pos_receipt", "receipt_no"),
        ("records", "record_id"),
    ):
        total, distinct = world.sql(f"select count(*), count(distinct {key}) from {table}")[0]
        assert total == distinct > 0


def test_earlier_output_of_the_same_tables_is_replaced(tmp_path):
    build(Plan(40, 7, AS_OF, chunk=20), tmp_path / "raw", tmp_path / "truth")
    own = tmp_path / "raw" / "files" / "orders.csv"
    own.write_text("order_id,net_amount,ordered_at\n1,10,2026-01-01\n")
    build(Plan(20, 7, AS_OF, chunk=20), tmp_path / "raw", tmp_path / "truth")
    assert not (tmp_path / "raw" / "shopify" / "order").exists()
    assert (tmp_path / "raw" / "shopify" / "order.parquet").is_file()
    build(Plan(40, 7, AS_OF, chunk=20), tmp_path / "raw", tmp_path / "truth")
    assert not (tmp_path / "raw" / "shopify" / "order.parquet").exists()
    assert own.is_file()
    assert not (tmp_path / "raw" / ".incoming").exists()


def test_nothing_but_the_truth_names_the_person():
    world = dirty_world()
    people = {row[0] for row in world.sql("select person_id from people")}
    for table in world.tables():
        if table in ("people", "records"):
            continue
        columns = [row[0] for row in world.sql(f'describe "{table}"') if row[1] == "VARCHAR"]
        for column in columns:
            values = {row[0] for row in world.sql(f'select distinct "{column}" from "{table}"')}
            assert not people & values, (table, column)


def test_keys_of_a_person_are_unrelated_between_sources():
    rank = """
        select corr(card_rank, customer_rank) from (
            select
                rank() over (order by card.record_id) as card_rank,
                rank() over (order by customer.record_id) as customer_rank
            from records as card
            inner join records as customer on customer.person_id = card.person_id
            where card.record_id like 'pos:loyalty_card:%'
              and customer.record_id like 'shopify:customer:%'
        )"""
    assert abs(clean_world().one(rank)) < 0.15
    by_person = """
        select corr(rank_key, rank_person) from (
            select
                rank() over (order by record_id) as rank_key,
                rank() over (order by person_id) as rank_person
            from records where record_id like 'klaviyo:person:%'
        )"""
    assert abs(clean_world().one(by_person)) < 0.12


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", "0"], "--people is 0"),
        (["--as-of", "30/06/2026"], "--as-of is '30/06/2026'"),
        (["--as-of", "1900-01-01"], "--as-of is 1900-01-01"),
        (["--dirt", "filthy"], "--dirt is 'filthy'"),
        (["--seed", "-1"], "--seed is -1"),
        (["--chunk", "0"], "--chunk is 0"),
    ],
)
def test_wrong_use_is_said_in_one_line(arguments, said, tmp_path):
    result = CliRunner().invoke(app, ["demo", *arguments, "--out", str(tmp_path / "raw")])
    assert isinstance(result.exception, UsageError)
    assert result.exception.exit_code == 2
    assert said in str(result.exception)
    assert not (tmp_path / "raw").exists()


def test_json_tells_rows_per_table(tmp_path):
    out = ["--out", str(tmp_path / "raw"), "--truth", str(tmp_path / "truth")]
    result = CliRunner().invoke(app, ["demo", "--people", "20", "--json", *out])
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert figures["people"] == 20
    assert figures["as_of"] == "2026-06-30"
    assert figures["rows"]["truth.people"] == 20


def test_levels_of_dirt():
    assert all(getattr(Dirt.level("none"), name) == 0 for name in Dirt.__dataclass_fields__)
    assert Dirt.level("heavy").email_typo == pytest.approx(3 * Dirt().email_typo)
    assert Plan(1, 1, date(2026, 6, 30)).horizon == 1096 + Dirt().days_after
