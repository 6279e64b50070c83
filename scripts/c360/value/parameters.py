"""From the built warehouse to the seed value_parameters: read, fit, write."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from c360.errors import DataError, UsageError
from c360.settings import Settings
from c360.value.fitting import Fit, fit
from c360.value.likelihood import Amounts, Histories, Numbers
from c360.warehouse import connect

FEWEST_CUSTOMERS = 100
"""Fewer customers who have bought tell no distribution of four parameters."""
FEWEST_REPEAT_BUYERS = 50
"""Fewer customers who have bought again tell no distribution of dropouts or amounts."""
DIGITS = 6
"""Significant digits of the parameters written."""
TABLE = "intermediate.int_value__purchase_histories"
HISTORIES = f"""
select
    cast(repeat_count as double), active_days / 7.0, age_days / 7.0, cast(count(*) as double)
from {TABLE}
group by repeat_count, active_days, age_days
order by repeat_count, active_days, age_days
"""
AMOUNTS = f"""
select
    cast(repeat_count as double),
    cast(repeat_amount as double) / repeat_count,
    cast(count(*) as double)
from {TABLE}
where repeat_amount > 0
group by repeat_count, repeat_amount
order by repeat_count, repeat_amount
"""
TOLD = f"""
select cast(max(first_purchase_date + age_days) as varchar), max(currency) from {TABLE}
"""


@dataclass(frozen=True)
class Purchases:
    """What the warehouse tells of its customers' purchases, and of which day, in which currency."""

    as_of: str
    currency: str
    histories: Histories
    amounts: Amounts


def columns(connection: duckdb.DuckDBPyConnection, query: str) -> list[Numbers]:
    """The columns of a query as arrays of doubles."""
    found = connection.execute(query).fetchnumpy()
    return [np.asarray(column, dtype=np.float64) for column in found.values()]


def read_purchases(settings: Settings) -> Purchases:
    """Read the purchase histories, grouped; DataError when they are missing or too few."""
    with connect(settings, read_only=True) as connection:
        try:
            as_of, currency = connection.execute(TOLD).fetchone()
            histories = Histories(*columns(connection, HISTORIES))
            amounts = Amounts(*columns(connection, AMOUNTS))
        except (duckdb.CatalogException, duckdb.BinderException):
            raise DataError(
                "the warehouse holds no purchase histories", "run `c360 build` first"
            ) from None
    for found, fewest, who in (
        (histories.size, FEWEST_CUSTOMERS, "customers who have bought"),
        (amounts.size, FEWEST_REPEAT_BUYERS, "customers who have bought on two days or more"),
    ):
        if found < fewest:
            raise DataError(
                f"{found:.0f} {who} are too few to fit value to, {fewest} are needed",
                "keep the parameters of the seed, or fit them to more data",
            )
    return Purchases(as_of, currency, histories, amounts)


def named(model: str, names: tuple[str, ...], found: Fit, customers: float) -> dict[str, Any]:
    """A model's part of the seed's row, every number rounded to what is written of it."""
    rounded = (float(f"{number:.{DIGITS}g}") for number in found.parameters)
    return {
        **{f"{model}_{name}": number for name, number in zip(names, rounded, strict=True)},
        f"{model}_log_likelihood": round(found.log_likelihood, 2),
        f"{model}_customers": int(customers),
    }


def fitted(purchases: Purchases) -> dict[str, Any]:
    """The row of the seed: both models fitted; DataError when one of them cannot be."""
    histories, amounts = purchases.histories, purchases.amounts
    of_orders, of_amounts = ("r", "alpha", "a", "b"), ("p", "q", "v")
    orders = fit(histories, "BG/NBD", of_orders, "how often they buy and whether they stay")
    spending = fit(amounts, "Gamma-Gamma", of_amounts, "what they spend")
    return {
        "as_of": purchases.as_of,
        "currency": purchases.currency,
        **named("bgnbd", of_orders, orders, histories.size),
        **named("gamma", of_amounts, spending, amounts.size),
    }


def write_seed(path: Path, row: dict[str, Any]) -> None:
    """Write the seed beside its place and then into it; UsageError where that is not possible."""
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(row), lineterminator="\n")
            writer.writeheader()
            writer.writerow(row)
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror})", "give a file in a folder that exists"
        ) from None


def fit_value(settings: Settings, out: Path) -> dict[str, Any]:
    """Fit both models to the built warehouse, write the seed ``out``; the row written.

    Nothing is written when the data are too few or a model cannot be fitted.
    """
    row = fitted(read_purchases(settings))
    write_seed(out, row)
    return row
