"""Arrow columns from numpy arrays, with the types that the exports have."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

MONEY = pa.decimal128(18, 2)
MOMENT = pa.timestamp("us")


def money(cents: np.ndarray) -> pa.Array:
    """Turn cents into decimal(18, 2), exactly."""
    cents = np.ascontiguousarray(cents, dtype=np.int64)
    halves = np.empty((len(cents), 2), dtype=np.int64)
    halves[:, 0] = cents
    halves[:, 1] = cents >> 63
    return pa.Array.from_buffers(MONEY, len(cents), [None, pa.py_buffer(halves)])


def moment(microseconds: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Turn microseconds since 1970 (UTC) into timestamps; null where not ``known``."""
    values = np.ascontiguousarray(microseconds, dtype=np.int64)
    mask = None if known is None else ~known
    return pa.array(values, mask=mask).cast(MOMENT)


def text(values: np.ndarray | Sequence[str | None]) -> pa.Array:
    """Turn str objects (None: null) into a text column."""
    return pa.array(values, type=pa.string())


def words(choices: Sequence[str | None], codes: np.ndarray) -> pa.Array:
    """Spell out codes by their words, without a Python object per row."""
    return pa.array(choices, type=pa.string()).take(pa.array(codes))


def number(values: np.ndarray, known: np.ndarray | None = None) -> pa.Array:
    """Turn whole numbers into bigint; null where not ``known``."""
    mask = None if known is None else ~known
    return pa.array(np.asarray(values, dtype=np.int64), mask=mask)


def flag(values: np.ndarray) -> pa.Array:
    """Turn truth values into booleans."""
    return pa.array(np.asarray(values, dtype=bool))


def same(value: object, count: int, kind: pa.DataType | None = None) -> pa.Array:
    """Repeat one value (None: null text) in every row."""
    if value is None:
        return pa.nulls(count, kind or pa.string())
    return pa.repeat(pa.scalar(value, kind), count)
