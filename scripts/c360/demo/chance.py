"""Random streams and one-to-one scrambling.

Every part of every chunk draws from a stream of its own, so chunks do not depend on each other
and a new draw in one part leaves the others as they were.
"""

from zlib import crc32

import numpy as np

_MASK64 = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def stream(seed: int, part: str, chunk: int = -1) -> np.random.Generator:
    """Return the generator of ``part`` in ``chunk`` (-1: what all chunks share)."""
    return np.random.default_rng(np.random.SeedSequence([seed, crc32(part.encode()), chunk + 1]))


def mix(values: np.ndarray, salt: int) -> np.ndarray:
    """SplitMix64's finaliser: spreads uint64 values over 64 bits (Steele et al. 2014)."""
    with np.errstate(over="ignore"):
        z = values.astype(np.uint64) + np.uint64(salt) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return (z ^ (z >> np.uint64(31))) & _MASK64


def permute(values: np.ndarray, bits: int, salt: int) -> np.ndarray:
    """Permute [0, 2^bits) (bits even) by a four-round Feistel network, as uint64."""
    half = np.uint64(bits // 2)
    low = np.uint64((1 << (bits // 2)) - 1)
    values = np.asarray(values).astype(np.uint64)
    left, right = values >> half, values & low
    for turn in range(4):
        left, right = right, left ^ (mix(right, salt + turn * 7919) & low)
    return (left << half) | right


def permute_below(values: np.ndarray, limit: int, salt: int) -> np.ndarray:
    """Permute [0, limit): the Feistel network, walked until it falls below the limit."""
    bits = max(2, (limit - 1).bit_length())
    bits += bits % 2
    result = permute(values, bits, salt)
    outside = result >= limit
    while outside.any():
        result[outside] = permute(result[outside], bits, salt)
        outside = result >= limit
    return result.astype(np.int64)


def pick(rng: np.random.Generator, weights: np.ndarray, size: int) -> np.ndarray:
    """Draw indices with the given weights."""
    edges = np.cumsum(weights, dtype=float)
    return np.searchsorted(edges / edges[-1], rng.random(size), side="right").clip(
        0, len(weights) - 1
    )


def pick_rows(rng: np.random.Generator, weights: np.ndarray) -> np.ndarray:
    """One column per row, drawn with that row's weights (rows by columns)."""
    edges = np.cumsum(weights, axis=1)
    edges /= edges[:, -1:]
    drawn = (edges < rng.random((len(weights), 1))).sum(axis=1)
    return drawn.clip(0, weights.shape[1] - 1)


def positions(counts: np.ndarray) -> np.ndarray:
    """0, 1, … within each group of the given sizes, flat."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)


def logistic(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x)."""
    return 1.0 / (1.0 + np.exp(-x))
