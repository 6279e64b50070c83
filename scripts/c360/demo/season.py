"""When people buy: seasons, the weekly rhythm, the hours of the day, one weak quarter."""

from datetime import date, timedelta

import numpy as np

from c360.demo.plan import Plan

_MONTHS = np.array([0.92, 0.80, 0.90, 0.97, 1.05, 0.98, 0.86, 0.95, 1.02, 1.02, 1.35, 1.75])
_WEEKDAYS = np.array([0.85, 0.85, 0.90, 1.00, 1.15, 1.40, 0.95])
_WEAK_FACTOR = 0.68
_NIGHT = [1, 0.5, 0.3, 0.2, 0.2, 0.4]
_DAYTIME = [1, 2, 3, 3.5, 4, 4.2, 4.5, 4, 3.5, 3.5, 3.8, 4.2]
_EVENING = [5, 6.5, 8, 7.5, 5, 2.5]
_WEB_HOURS = np.array([*_NIGHT, *_DAYTIME, *_EVENING])
_TILL_HOURS = np.array([*[0] * 10, 4, 6, 8, 7, 7, 8, 9, 10, 8, 5, 2, *[0] * 3])


def weak_quarter(as_of: date) -> tuple[date, date]:
    """Return the calendar quarter (first day, first day after) that went badly: 300 days ago."""
    day = as_of - timedelta(days=300)
    month = (day.month - 1) // 3 * 3 + 1
    after = date(day.year + (month == 10), (month + 2) % 12 + 1, 1)
    return date(day.year, month, 1), after


def is_sale(month: int, of_month: int) -> bool:
    """Tell whether the company sells off and mails about it: in January, July and November."""
    return (month in (1, 7) and 3 <= of_month <= 16) or (month == 11 and of_month >= 20)


def intensity(plan: Plan) -> np.ndarray:
    """Return the relative inclination to buy on each day of the world (1 on average)."""
    days = plan.calendar_days()
    months = days.astype("datetime64[M]").astype(np.int64) % 12
    # 1970-01-01 was a Thursday
    weekdays = (days.astype(np.int64) + 3) % 7
    level = _MONTHS[months] * _WEEKDAYS[weekdays]
    start, after = weak_quarter(plan.as_of)
    weak = (days >= np.datetime64(start)) & (days < np.datetime64(after))
    level = np.where(weak, level * _WEAK_FACTOR, level)
    return level / level.mean()


def hours(rng: np.random.Generator, size: int, till: bool) -> np.ndarray:
    """Draw local hours of the day (with fraction) as shops or web shops see them."""
    weights = _TILL_HOURS if till else _WEB_HOURS
    edges = np.cumsum(weights / weights.sum())
    return np.searchsorted(edges, rng.random(size)).clip(0, 23) + rng.random(size)
