"""BG/NBD and Gamma-Gamma fitted: the papers' figures, exact gradients, and refusals."""

import importlib.util
from pathlib import Path

import duckdb
import numpy as np
import pytest
from c360.errors import DataError
from c360.settings import Settings
from c360.value.fitting import fit
from c360.value.likelihood import Amounts, Histories
from c360.value.parameters import fit_value, read_purchases
from hypothesis import given
from hypothesis import strategies as st

ORDERS = ("r", "alpha", "a", "b")
AMOUNTS = ("p", "q", "v")


@pytest.fixture(scope="module")
def cdnow(tmp_path_factory):
    """Settings of a warehouse with the purchase histories of the CDNOW sample until 1997-09-30.

    Importing the package would load its plots; its file is read where it lies: customer, number in
    the sample, day, discs, dollars.
    """
    package = importlib.util.find_spec("lifetimes")
    if package is None:
        pytest.skip("needs the extra `real` (package lifetimes)")
    folder = Path(next(iter(package.submodule_search_locations))) / "datasets"
    settings = Settings(project=tmp_path_factory.mktemp("cdnow"))
    settings.database.parent.mkdir()
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(CDNOW_HISTORIES, [str(folder / "CDNOW_sample.txt")])
    return settings


CDNOW_HISTORIES = """
create table intermediate.int_value__purchase_histories as
with lines as (
    select regexp_split_to_array(trim(line), ' +') as fields
    from read_csv(?, header = false, delim = '|', columns = {'line': 'varchar'})
),
days as (
    select
        fields[2] as customer,
        strptime(fields[3], '%Y%m%d')::date as day,
        sum(fields[5]::decimal(18, 2)) as dollars
    from lines where fields[3] <= '19970930' group by all
),
firsts as (select *, min(day) over (partition by customer) as first_purchase_date from days)
select
    customer as customer_id, 'USD' as currency, first_purchase_date,
    count(*) - 1 as repeat_count,
    (max(day) - first_purchase_date)::integer as active_days,
    (date '1997-09-30' - first_purchase_date)::integer as age_days,
    coalesce(sum(dollars) filter (where day > first_purchase_date), 0) as repeat_amount
from firsts group by customer, first_purchase_date
"""


def test_cdnow_gives_the_figures_of_the_papers(cdnow, tmp_path):
    """Fader, Hardie and Lee (2005), table 2, BG/NBD: r 0.243, alpha 4.414, a 0.793, b 2.426, log-
    likelihood -9582.4. Fader and Hardie (2013): p 6.25, q 3.74, v 15.44 for the 946 customers who
    came back and spent something."""
    row = fit_value(cdnow, tmp_path / "seed.csv")
    assert (row["as_of"], row["currency"], row["bgnbd_customers"]) == ("1997-09-30", "USD", 2357)
    found = [round(row[f"bgnbd_{name}"], 3) for name in ORDERS]
    assert found == [0.243, 4.414, 0.793, 2.426]
    assert round(row["bgnbd_log_likelihood"], 1) == -9582.4
    assert row["gamma_customers"] == 946
    assert [round(row[f"gamma_{name}"], 2) for name in AMOUNTS] == [6.25, 3.74, 15.44]


def test_the_same_histories_give_the_same_bytes(cdnow, tmp_path):
    """Grouping loses nothing, and the order of the rows decides nothing."""
    fit_value(cdnow, tmp_path / "grouped.csv")
    histories = read_purchases(cdnow).histories
    rows = np.repeat(np.arange(len(histories.repeats)), histories.customers.astype(int))
    assert len(rows) == 2357 > len(histories.repeats)
    np.random.default_rng(7).shuffle(rows)
    scattered = Histories(
        histories.repeats[rows], histories.recency[rows], histories.age[rows], np.ones(2357)
    )
    grouped = fit(histories, "BG/NBD", ORDERS, "").parameters
    assert fit(scattered, "BG/NBD", ORDERS, "").parameters == pytest.approx(grouped, rel=1e-9)
    fit_value(cdnow, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == (tmp_path / "grouped.csv").read_bytes()


positive = st.floats(0.05, 20)


@given(positive, positive, positive, positive)
def test_the_gradient_of_bgnbd_is_its_slope(r, alpha, a, b):
    histories = Histories(
        repeats=np.array([0.0, 0, 1, 4, 60]),
        recency=np.array([0.0, 0, 3, 30, 51]),
        age=np.array([0.0, 40, 8, 90, 52]),
        customers=np.array([1.0, 7, 3, 1, 2]),
    )
    assert_gradient(histories, np.array([r, alpha, a, b]))


@given(positive, positive, st.floats(1, 1000))
def test_the_gradient_of_gamma_gamma_is_its_slope(p, q, v):
    amounts = Amounts(
        purchases=np.array([1.0, 2, 40]),
        mean_amount=np.array([0.5, 20, 900]),
        customers=np.array([3.0, 1, 2]),
    )
    assert_gradient(amounts, np.array([p, q, v]))


def assert_gradient(sample, parameters):
    _, gradient = sample.log_likelihood(parameters)
    for index, number in enumerate(parameters):
        step = np.zeros_like(parameters)
        step[index] = 1e-5 * number
        above, below = (sample.log_likelihood(parameters + sign * step)[0] for sign in (1, -1))
        slope = (above - below) / (2 * step[index])
        assert gradient[index] == pytest.approx(slope, rel=1e-4, abs=1e-4)


def test_a_customer_with_thousands_of_purchases_does_not_overflow():
    many = np.array([5000.0])
    histories = Histories(many, np.array([700.0]), np.array([900.0]), np.array([1.0]))
    value, gradient = histories.log_likelihood(np.array([0.5, 5.0, 0.7, 8.0]))
    assert np.isfinite([value, *gradient]).all()


def test_bgnbd_finds_the_parameters_of_a_simulated_company():
    chance = np.random.default_rng(7)
    customers = 4000
    rates = chance.gamma(0.8, 1 / 5.0, customers)
    dropouts = chance.beta(0.7, 3.0, customers)
    ages = chance.integers(50, 700, customers) / 7
    repeats, recency = np.zeros(customers), np.zeros(customers)
    alive = np.ones(customers, bool)
    clock = np.zeros(customers)
    while alive.any():
        clock += chance.exponential(1 / rates)
        alive &= clock <= ages
        repeats[alive] += 1
        recency[alive] = clock[alive]
        alive &= chance.random(customers) >= dropouts
    found = fit(Histories(repeats, recency, ages, np.ones(customers)), "BG/NBD", ORDERS, "")
    assert found.parameters == pytest.approx([0.8, 5.0, 0.7, 3.0], rel=0.2)


WEEKS = np.arange(20.0, 120.0)
ALIKE = {
    "its r runs to infinity": Histories(WEEKS, WEEKS, WEEKS, np.ones(100)),
    "its a runs to 0": Histories(
        np.tile([1.0, 4, 9, 30], 25), np.repeat(49.0, 100), np.repeat(50.0, 100), np.ones(100)
    ),
}


@pytest.mark.parametrize("said", ALIKE)
def test_customers_who_are_all_alike_are_refused(said):
    with pytest.raises(DataError, match=f"BG/NBD cannot be fitted: {said}: these customers differ"):
        fit(ALIKE[said], "BG/NBD", ORDERS, "how often they buy")


def test_customers_who_all_spend_the_same_are_refused():
    amounts = Amounts(np.arange(1.0, 9), np.repeat(20.0, 8), np.ones(8))
    with pytest.raises(DataError, match=r"Gamma-Gamma cannot be fitted: its p runs to infinity"):
        fit(amounts, "Gamma-Gamma", AMOUNTS, "what they spend")
