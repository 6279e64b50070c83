"""Value from the exports to the mart: fitted by the command, scored in SQL, checked with SciPy."""

import csv
import json
from types import SimpleNamespace

import duckdb
import numpy as np
import pytest
from c360.options import make_settings
from c360.value.parameters import read_purchases
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import hyp2f1
from scratch import call_c360, copy_project

SOURCES = "pos,shopify"
CDNOW = SimpleNamespace(r=0.243, alpha=4.414, a=0.793, b=2.426, p=6.25, q=3.74, v=15.44)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A small demonstration, tills and shop only, up to its value."""
    project = copy_project(tmp_path_factory.mktemp("value") / "project")
    for arguments in (
        ("demo", "--people", 300, "--seed", 5),
        ("land", "--sources", SOURCES),
        ("build", "--sources", SOURCES, "--select", "+customer_value"),
    ):
        outcome = call_c360(project, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return project


def seed_of(project):
    return project / "seeds" / "config" / "value_parameters.csv"


def rows_of(project, query):
    with duckdb.connect(str(project / "data" / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def alive(model, repeats, active_days, age_days):
    """P(alive) as the paper writes it."""
    shape = model.r + repeats
    odds = ((model.alpha + age_days / 7) / (model.alpha + active_days / 7)) ** shape
    return 1 / (1 + model.a / (model.b + repeats - 1) * odds)


def orders_if_alive(model, repeats, age_days, horizon_days):
    """Expected orders of a customer who still buys, as the paper writes them."""
    shape, age, horizon = model.r + repeats, age_days / 7, horizon_days / 7
    more = model.a + model.b + repeats - 1
    function = hyp2f1(shape, model.b + repeats, more, horizon / (model.alpha + age + horizon))
    left = ((model.alpha + age) / (model.alpha + age + horizon)) ** shape * function
    return more / (model.a - 1) * (1 - left)


def test_fit_value_writes_the_seed_and_the_build_scores_with_it(built):
    seed = seed_of(built)
    before = seed.read_text()
    first = call_c360(built, "fit-value", "--json")
    assert first.exit_code == 0, first.stderr
    written = seed.read_bytes()
    assert written != before.encode()
    assert call_c360(built, "fit-value").exit_code == 0
    assert seed.read_bytes() == written

    (row,) = csv.DictReader(seed.read_text().splitlines())
    assert row == {name: str(figure) for name, figure in json.loads(first.stdout).items()}
    assert (row["as_of"], row["currency"]) == ("2026-06-30", "CAD")
    buyers = "select count(*), sum(cast(repeat_count > 0 as integer)) from"
    table = "intermediate.int_value__purchase_histories"
    ((customers, repeat_buyers),) = rows_of(built, f"{buyers} {table}")
    assert (row["bgnbd_customers"], row["gamma_customers"]) == (str(customers), str(repeat_buyers))

    arguments = ("--sources", SOURCES, "--select", "value_parameters+,+customer_value")
    outcome = call_c360(built, "build", *arguments)
    assert outcome.exit_code == 0, outcome.stderr
    found = rows_of(
        built,
        f"""
        select repeat_count, active_days, age_days, repeat_amount, alive_probability,
            expected_orders, expected_order_value, predicted_value
        from marts.customer_value inner join {table} using (customer_id)
        where value_status = 'scored'
        """,
    )
    assert len(found) == repeat_buyers
    model = SimpleNamespace(
        **{
            name.partition("_")[2]: float(row[name])
            for name in row
            if name[-2:] != "of" and name != "currency"
        }
    )
    for repeats, active, age, amount, probability, orders, order_value, value in found:
        share = alive(model, repeats, active, age)
        expected = share * orders_if_alive(model, repeats, age, 90)
        mean = model.p * (model.v + float(amount)) / (model.p * repeats + model.q - 1)
        assert float(probability) == pytest.approx(share, abs=6e-7)
        assert float(orders) == pytest.approx(expected, abs=6e-7)
        assert float(order_value) == pytest.approx(mean, abs=0.006)
        assert float(value) == pytest.approx(float(orders) * float(order_value), abs=0.006)
    seed.write_text(before)


def test_the_horizon_is_a_setting(built):
    """Twice as far, more orders, but not twice as many: some customers leave."""
    query = "select sum(expected_orders), max(horizon_days) from marts.customer_value"
    path = seed_of(built).with_name("value_settings.csv")
    before = path.read_text()
    ((near, _),) = rows_of(built, query)
    path.write_text("horizon_days,minimum_purchase_days\n180,2\n")
    arguments = ("--sources", SOURCES, "--select", "value_settings+,+customer_value")
    outcome = call_c360(built, "build", *arguments)
    path.write_text(before)
    assert outcome.exit_code == 0, outcome.stderr
    ((far, days),) = rows_of(built, query)
    assert days == 180
    assert near < far < 2 * near


@pytest.mark.parametrize(
    ("line", "exit_code", "said"),
    [
        ("", 2, "exactly one row is needed"),
        ("2026-06-30,CAD,0.5,0,0.7,8,-1,1,2,4,400,-1,1", 2, "parameters above 0"),
        ("2026-06-30,CAD,100000,5,0.7,8,-1,1,2,4,400,-1,1", 1, "more orders are expected"),
    ],
)
def test_parameters_that_cannot_be_are_refused(built, line, exit_code, said):
    seed = seed_of(built)
    before = seed.read_text()
    seed.write_text(before.splitlines()[0] + "\n" + line + "\n")
    arguments = ("--sources", SOURCES, "--select", "value_parameters+,+customer_value")
    outcome = call_c360(built, "build", *arguments)
    seed.write_text(before)
    assert outcome.exit_code == exit_code
    assert "value_parameters.csv" in outcome.error and said in outcome.error


@pytest.fixture
def warehouse(project):
    """Make a warehouse of these purchase histories: repeats, active and age in days, amount."""

    def make(*histories, columns="repeat_count, active_days, age_days, repeat_amount"):
        path = project / "data" / "warehouse.duckdb"
        path.parent.mkdir()
        with duckdb.connect(str(path)) as connection:
            connection.execute("create schema intermediate")
            if histories:
                values = ", ".join(map(str, histories))
                connection.execute(
                    "create table intermediate.int_value__purchase_histories as "
                    "select *, date '2026-06-30' - age_days as first_purchase_date, "
                    f"'CAD' as currency from (values {values}) as history ({columns})"
                )
        return project

    return make


def refused(project, c360):
    """What fit-value says, which left the seed as it was."""
    before = seed_of(project).read_bytes()
    outcome = c360("fit-value")
    assert outcome.exit_code in (1, 2)
    assert "Traceback" not in outcome.stderr
    assert seed_of(project).read_bytes() == before
    return outcome.error


def test_no_warehouse_is_said(project, c360):
    assert "database data/warehouse.duckdb does not exist: run `c360 run`" in refused(project, c360)


def test_a_warehouse_that_is_not_built_is_said(warehouse, c360):
    said = refused(warehouse(), c360)
    assert "the warehouse holds no purchase histories: run `c360 build` first" in said


def test_a_file_that_is_no_warehouse_is_said(project, c360):
    (project / "data").mkdir()
    (project / "data" / "warehouse.duckdb").write_text("no database" * 1000)
    assert "is no DuckDB file" in refused(project, c360)


def test_too_few_customers_are_said(warehouse, c360):
    said = refused(warehouse(*[(1, 30, 90, 20)] * 99), c360)
    assert "99 customers who have bought are too few to fit value to, 100 are needed" in said


def test_too_few_repeat_buyers_are_said(warehouse, c360):
    said = refused(warehouse(*[(0, 0, 90, 0)] * 100, *[(1, 30, 90, 20)] * 49), c360)
    assert "49 customers who have bought on two days or more are too few" in said


def test_customers_who_are_all_alike_are_said(warehouse, c360):
    said = refused(warehouse(*[(4, 49, 50, 80)] * 200), c360)
    assert "BG/NBD cannot be fitted: its r runs to infinity" in said


def test_a_folder_that_is_not_there_is_said(built):
    outcome = call_c360(built, "fit-value", "--out", "nowhere/value.csv")
    assert outcome.exit_code == 2
    assert "nowhere/value.csv cannot be written (No such file or directory)" in outcome.error


def test_equal_histories_are_one_row(warehouse):
    project = warehouse(*[(1, 30, 90, 20)] * 70, *[(0, 0, 90, 0)] * 50)
    purchases = read_purchases(make_settings({"project": project}))
    assert purchases.histories.customers.tolist() == [50, 70]
    assert purchases.histories.age.tolist() == [90 / 7, 90 / 7]
    assert purchases.amounts.mean_amount.tolist() == [20]
    assert purchases.as_of == "2026-06-30"


@pytest.fixture(scope="module")
def score(built):
    """The scoring's own SQL as a function of (model, horizon in days, histories)."""
    folder = built / "target" / "compiled" / "customer_360" / "models"
    expected = (folder / "intermediate/value/int_value__expected_orders.sql").read_text()
    value = (folder / "marts/value/customer_value.sql").read_text()
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("attach ':memory:' as warehouse")
    for schema in ("intermediate", "config"):
        connection.execute(f"create schema warehouse.{schema}")

    def table(name, query):
        connection.execute(f"create or replace table warehouse.{name} as {query}")

    def run(model, horizon, histories):
        rows = ", ".join(
            f"({index}, {x}, {t}, {age})" for index, (x, t, age) in enumerate(histories)
        )
        table(
            "intermediate.int_value__purchase_histories",
            "select *, 'CAD' as currency, cast(20 * repeat_count as decimal(18, 2)) as"
            " repeat_amount, date '2026-01-01' as first_purchase_date,"
            " date '2026-01-01' as last_purchase_date"
            f" from (values {rows}) as history (customer_id, repeat_count, active_days, age_days)",
        )
        table(
            "intermediate.int_identity__customers",
            f"select unnest(range({len(histories)})) as customer_id",
        )
        numbers = ", ".join(
            f"cast({getattr(model, name)} as double) as {column}"
            for name, column in (
                *((name, f"bgnbd_{name}") for name in ("r", "alpha", "a", "b")),
                *((name, f"gamma_{name}") for name in ("p", "q", "v")),
            )
        )
        table("config.value_parameters", f"select 'CAD' as currency, {numbers}")
        table(
            "config.value_settings", f"select {horizon} as horizon_days, 2 as minimum_purchase_days"
        )
        table("intermediate.int_value__expected_orders", expected)
        return connection.execute(
            f"""
            select alive_probability, expected_orders.expected_orders, value.expected_orders
            from ({value}) as value
            left join warehouse.intermediate.int_value__purchase_histories using (customer_id)
            left join warehouse.intermediate.int_value__expected_orders as expected_orders
                using (repeat_count, age_days)
            order by customer_id
            """
        ).fetchnumpy()

    return lambda *given: [np.asarray(column, float) for column in run(*given).values()]


models = st.builds(
    SimpleNamespace,
    r=st.floats(0.05, 5),
    alpha=st.floats(0.2, 30),
    a=st.floats(0.05, 0.95) | st.floats(1.05, 5),
    b=st.floats(0.1, 20),
    p=st.just(6.25),
    q=st.just(3.74),
    v=st.just(15.44),
)
horizons = st.integers(1, 365)


@st.composite
def histories(draw):
    """A customer's repeat purchases, days active and age in days: at most one purchase a day."""
    age = draw(st.integers(1, 1500))
    active = draw(st.integers(1, age))
    return draw(st.integers(1, active)), active, age


@settings(max_examples=60, deadline=None)
@given(models, horizons, st.lists(histories(), min_size=1, max_size=8))
def test_scores_are_those_of_the_papers(score, model, horizon, customers):
    """The probability lies in [0, 1]; the sum of the series is the hypergeometric function."""
    probability, orders, expected = score(model, horizon, customers)
    assert ((probability >= 0) & (probability <= 1) & (orders >= 0)).all()
    assert expected == pytest.approx(probability * orders, abs=1e-6 * (1 + orders.max()))
    for (repeats, active, age), found, share in zip(customers, orders, probability, strict=True):
        with np.errstate(over="ignore"):
            assert share == pytest.approx(alive(model, repeats, active, age), abs=6e-7)
        assert found == pytest.approx(
            orders_if_alive(model, repeats, age, horizon), rel=1e-7, abs=2e-9
        )


@settings(max_examples=30, deadline=None)
@given(models, horizons, histories(), st.integers(1, 400))
def test_longer_silence_is_less_alive(score, model, horizon, customer, days):
    repeats, active, age = customer
    (earlier, later), _, (before, after) = score(
        model, horizon, [customer, (repeats, active, age + days)]
    )
    assert later <= earlier
    assert after <= before


@settings(max_examples=30, deadline=None)
@given(models, horizons, histories(), st.integers(1, 50))
def test_who_buys_more_often_will_order_more_while_alive(score, model, horizon, customer, more):
    repeats, active, age = customer
    _, (fewer, many), _ = score(model, horizon, [customer, (repeats + more, active, age)])
    assert many >= fewer


@settings(max_examples=30, deadline=None)
@given(models, horizons, histories(), st.integers(1, 100))
def test_a_longer_horizon_holds_more_orders(score, model, horizon, customer, days):
    _, near, _ = score(model, horizon, [customer])
    _, far, _ = score(model, horizon + days, [customer])
    assert far[0] >= near[0]
