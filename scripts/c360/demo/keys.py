"""Keys as each tool makes them: numbers and codes that say nothing about the person.

A key is a scrambled (chunk, row) pair: unique without any memory of the keys given before, and
different from source to source for the same person.
"""

from zlib import crc32

import numpy as np
import pyarrow as pa

from c360.demo.chance import mix, permute

_ROW_BITS = 24
_KEY_BITS = 40
_BASE62 = np.frombuffer(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8
)
_BASE32 = np.frombuffer(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", dtype=np.uint8)
_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_DIGITS = np.frombuffer(b"0123456789", dtype=np.uint8)


class Keyring:
    """Hands out the keys of one chunk, object by object."""

    def __init__(self, seed: int, chunk: int) -> None:
        self._seed = seed
        self._chunk = chunk
        self._given: dict[str, int] = {}

    def numbers(self, kind: str, count: int) -> np.ndarray:
        """``count`` new numbers in [0, 2^40) of one kind of object."""
        first = self._given.get(kind, 0)
        self._given[kind] = first + count
        rows = np.arange(first, first + count, dtype=np.uint64)
        salt = crc32(f"{self._seed}/{kind}".encode())
        return permute(rows | np.uint64(self._chunk << _ROW_BITS), _KEY_BITS, salt).astype(np.int64)

    def bigints(self, kind: str, count: int, base: int) -> np.ndarray:
        """Keys of a tool that counts in big integers: 12 or 13 digits from ``base`` up."""
        return self.numbers(kind, count) + base

    def salesforce(self, kind: str, count: int, prefix: str) -> np.ndarray:
        """18-character Salesforce ids: three-letter object prefix, base 62, case checksum."""
        body = encode(self.numbers(kind, count), _BASE62, 7)
        head = np.frombuffer(f"{prefix}5f000".encode(), dtype=np.uint8)
        chars = np.hstack([np.tile(head, (count, 1)), body])
        upper = ((chars >= 65) & (chars <= 90)).reshape(count, 3, 5)
        check = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", dtype=np.uint8)
        return as_objects(np.hstack([chars, check[upper @ (1 << np.arange(5))]]))

    def ulids(self, kind: str, count: int) -> np.ndarray:
        """26-character ids in the ULID alphabet, as Klaviyo gives to profiles."""
        numbers = self.numbers(kind, count)
        salt = crc32(f"{self._seed}/{kind}/tail".encode())
        tail = encode(mix(numbers, salt) >> np.uint64(4), _BASE32, 12)
        head = np.frombuffer(b"01H8ZK", dtype=np.uint8)
        return as_objects(np.hstack([np.tile(head, (count, 1)), encode(numbers, _BASE32, 8), tail]))

    def short_codes(self, kind: str, count: int) -> pa.Array:
        """8-character base-62 codes, as Klaviyo gives to events."""
        body = encode(self.numbers(kind, count), _BASE62, 7)
        return as_arrow(np.hstack([np.full((count, 1), ord("4"), dtype=np.uint8), body]))

    def digits(self, kind: str, count: int, prefix: str) -> np.ndarray:
        """Numbers written with leading zeros behind a prefix: card and receipt numbers."""
        body = encode(self.numbers(kind, count), _DIGITS, 13)
        head = np.frombuffer(prefix.encode(), dtype=np.uint8)
        return as_objects(np.hstack([np.tile(head, (count, 1)), body]))

    def tokens(self, kind: str, count: int) -> pa.Array:
        """32 hexadecimal characters, as web shops give to carts."""
        numbers = self.numbers(kind, count)
        salt = crc32(f"{self._seed}/{kind}/token".encode())
        return as_arrow(
            np.hstack([encode(mix(numbers, salt + half), _HEX, 16) for half in range(2)])
        )


def encode(numbers: np.ndarray, alphabet: np.ndarray, width: int) -> np.ndarray:
    """Numbers in the base of the alphabet as a matrix of ``width`` ASCII codes per row."""
    rest = numbers.astype(np.uint64)
    base = np.uint64(len(alphabet))
    chars = np.empty((len(rest), width), dtype=np.uint8)
    for place in range(width - 1, -1, -1):
        chars[:, place] = alphabet[(rest % base).astype(np.intp)]
        rest = rest // base
    return chars


def as_objects(chars: np.ndarray) -> np.ndarray:
    """Turn a matrix of ASCII codes into an array of str objects."""
    if not len(chars):
        return np.empty(0, dtype=object)
    flat = np.ascontiguousarray(chars).view(f"S{chars.shape[1]}").ravel()
    return flat.astype(str).astype(object)


def as_arrow(chars: np.ndarray) -> pa.Array:
    """Turn a matrix of ASCII codes into an Arrow text column, without a Python object per value."""
    count, width = chars.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(width)
    data = np.ascontiguousarray(chars)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(data))


def time_uuids(moments: np.ndarray) -> pa.Array:
    """Version-1 UUIDs of moments (µs since 1970), as Klaviyo writes them (one fixed node)."""
    ticks = (moments.astype(np.int64) * 10 + 0x01B21DD213814000).astype(np.uint64)
    low, mid, high = ticks & np.uint64(0xFFFFFFFF), ticks >> np.uint64(32), ticks >> np.uint64(48)
    high = (high & np.uint64(0x0FFF)) | np.uint64(0x1000)
    count = len(moments)
    dash = np.full((count, 1), ord("-"), dtype=np.uint8)
    tail = np.tile(np.frombuffer(b"-8001-74013c544d9e", dtype=np.uint8), (count, 1))
    parts = [encode(low, _HEX, 8), dash, encode(mid & np.uint64(0xFFFF), _HEX, 4), dash]
    return as_arrow(np.hstack([*parts, encode(high, _HEX, 4), tail]))
