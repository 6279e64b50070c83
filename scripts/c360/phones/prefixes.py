"""Prefixes that are dialled before a number, spelled out from the pattern that recognises them."""

from itertools import product
from typing import NamedTuple

from c360.phones.patterns import DIGITS, Node, read_pattern

MOST_PREFIXES = 1000
ANY = "?"
Token = tuple[str, frozenset[int]]  # a digit or ANY, and the groups it lies in


class Dialled(NamedTuple):
    """``prefix`` before ``rest_length`` digits (None: any number) stands for ``replacement``."""

    prefix: str
    rest_length: int | None
    replacement: str


def spell_out(pattern: str, transform: str | None) -> list[Dialled] | None:
    """Every prefix that the pattern recognises; None when they are too many to be written down.

    ``transform`` is the library's rule for what replaces a prefix: digits and at most one group,
    used only where that group took part in the match (libphonenumber, maybeStripNationalPrefix).
    """
    texts = _texts(read_pattern(pattern), frozenset())
    if texts is None:
        return None
    spelled = {_dialled(tokens, transform) for tokens in texts if tokens}
    return sorted(spelled, key=lambda dialled: (dialled.prefix, dialled.rest_length or 0))


def _dialled(tokens: tuple[Token, ...], transform: str | None) -> Dialled:
    digits = [digit for digit, _ in tokens]
    known = digits.index(ANY) if ANY in digits else len(digits)
    prefix = "".join(digits[:known])
    rest_length = len(digits) - known or None
    if transform is None:
        return Dialled(prefix, rest_length, "")
    lead, _, group = transform.partition("\\")
    kept = [digit for digit, groups in tokens if int(group) in groups]
    if not kept:
        return Dialled(prefix, rest_length, "")
    return Dialled(prefix, rest_length, lead + "".join(digit for digit in kept if digit != ANY))


def _texts(node: Node, groups: frozenset[int]) -> list[tuple[Token, ...]] | None:
    """The texts of a tree, long runs of any digit left as ANY; None when there are too many."""
    kind = node[0]
    if kind == "set":
        return [((digit, groups),) for digit in node[1]]
    if kind == "group":
        return _texts(node[2], groups | {node[1]})
    if kind == "rep" and node[1] == ("set", DIGITS) and node[3] > 1:
        return [((ANY, groups),) * length for length in range(node[2], node[3] + 1)]
    if kind == "rep":
        return _joined([_texts(node[1], groups)] * node[3], least=node[2])
    parts = [_texts(part, groups) for part in node[1]]
    if kind == "seq":
        return _joined(parts, least=len(parts))
    if any(part is None for part in parts):
        return None
    return [text for part in parts for text in part]


def _joined(
    parts: list[list[tuple[Token, ...]] | None], least: int
) -> list[tuple[Token, ...]] | None:
    """Texts of at least ``least`` of the parts, one after the other."""
    if any(part is None for part in parts):
        return None
    joined = []
    for length in range(least, len(parts) + 1):
        size = 1
        for part in parts[:length]:
            size *= len(part)
        if size > MOST_PREFIXES:
            return None
        joined += [sum(texts, ()) for texts in product(*parts[:length])]
    return joined
