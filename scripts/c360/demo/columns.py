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
    """Spell out codes by their words: dictionary encoded, so rows move as small numbers.

    Each word stands once in the dictionary: Parquet's encoder writes repeated words in an order
    that differs from run to run. Nulls are among the numbers, as Parquet wants them.
    """
    place: dict[str, int] = {}
    places = np.array(
        [-1 if choice is None else place.setdefault(choice, len(place)) for choice in choices],
        dtype=np.int32,
    )
    indices = places[np.asarray(codes)] if len(places) else np.asarray(codes, dtype=np.int32)
    unknown = indices < 0
    numbers = pa.array(indices, mask=unknown if unknown.any() else None)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(list(place), type=pa.string()))


def spelled_out(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Turn a dictionary encoded column into plain text; leave any other as it is."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


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
    if isinstance(value, str):
        return words([value], np.zeros(count, dtype=np.int32))
    return pa.repeat(pa.scalar(value, kind), count)
