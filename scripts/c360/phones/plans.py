"""The numbering plans of the world as rows, from the metadata of the `phonenumbers` library.

Three tables, exact where SQL needs exactness:

    number ranges   every valid international number lies in one range of its length
    dialling rules  what people dial inside a country -> the international number
    exit codes      what people dial in a country before an international number
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata

from c360.phones.patterns import (
    DIGITS,
    NOTHING,
    Node,
    accepts_empty,
    after_digit,
    in_both,
    read_pattern,
)
from c360.phones.prefixes import Dialled, spell_out

KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "voip", "pager", "uan", "voicemail",
)  # fmt: skip
BUCKET_DIGITS = 4
LONGEST_NUMBER = 15  # ITU-T E.164 (2010), clause 6.1
MOST_EXIT_CODES = 20
WORLD = "001"

TRUNK, AS_IS, CALLING_CODE = 1, 2, 3


class NumberRange(NamedTuple):
    """All international numbers between two of the same length, both valid and included."""

    calling_code: str
    lowest_number: str
    highest_number: str


class DiallingRule(NamedTuple):
    """In ``scope``, ``dialled_prefix`` stands for ``replacement``, which has the calling code.

    ``scope`` is a country (FR) or the first two digits of an international number (+33); the rule
    holds when ``rest_length`` digits follow the prefix (None: any number of digits).
    """

    scope: str
    dialled_prefix: str
    rest_length: int | None
    replacement: str
    priority: int


class ExitCode(NamedTuple):
    """What is dialled in a country before an international number, where it is not 00."""

    country_code: str
    exit_code: str


def number_ranges() -> list[NumberRange]:
    """Every range of valid numbers, cut where the first four digits (the join's key) change."""
    rows = []
    for (calling_code, length), patterns in sorted(_patterns().items()):
        node: Node = (
            "alt",
            tuple(
                in_both(read_pattern(pattern), read_pattern(every))
                for every, pattern in sorted(patterns)
            ),
        )
        digits = length + len(str(calling_code))
        if digits > LONGEST_NUMBER:
            continue
        first = calling_code * 10**length
        for lowest, highest in _merged(_accepted(node, length, first)):
            rows.extend(_cut(str(calling_code), lowest, highest, 10 ** (digits - BUCKET_DIGITS)))
    return sorted(rows)


def _patterns() -> dict[tuple[int, int], set[tuple[str, str]]]:
    """(calling code, national length) -> the patterns of the numbers of that length, in pairs: that
    of all numbers of a plan and that of one kind. A valid number matches both.
    """
    found: dict[tuple[int, int], set[tuple[str, str]]] = defaultdict(set)
    for calling_code, plan in _plans():
        for kind in KINDS:
            description = getattr(plan, kind)
            if description is None or not description.national_number_pattern:
                continue
            for length in description.possible_length or plan.general_desc.possible_length:
                if length > 0:
                    patterns = plan.general_desc, description
                    found[calling_code, length].add(
                        tuple(known.national_number_pattern for known in patterns)
                    )
    return found


def _plans() -> Iterator[tuple[int, PhoneMetadata]]:
    for calling_code, regions in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        for region in regions:
            yield calling_code, _plan(calling_code, region)


def _plan(calling_code: int, region: str) -> PhoneMetadata:
    if region == WORLD:
        return PhoneMetadata.metadata_for_nongeo_region(calling_code)
    return PhoneMetadata.metadata_for_region(region)


@cache
def _accepted_count(node: Node, length: int) -> int:
    """How many texts of ``length`` digits the pattern accepts."""
    if node == NOTHING:
        return 0
    if length == 0:
        return int(accepts_empty(node))
    return sum(_accepted_count(after_digit(node, digit), length - 1) for digit in DIGITS)


def _accepted(node: Node, length: int, first: int) -> Iterator[tuple[int, int]]:
    """The accepted numbers, as blocks of consecutive ones; ``first`` is the number of all zeros."""
    count = _accepted_count(node, length)
    if count == 10**length:
        yield first, first + count - 1
    elif count:
        for digit in DIGITS:
            start = first + int(digit) * 10 ** (length - 1)
            yield from _accepted(after_digit(node, digit), length - 1, start)


def _merged(blocks: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for lowest, highest in blocks:
        if merged and merged[-1][1] + 1 == lowest:
            merged[-1] = (merged[-1][0], highest)
        else:
            merged.append((lowest, highest))
    return merged


def _cut(calling_code: str, lowest: int, highest: int, width: int) -> Iterator[NumberRange]:
    while lowest <= highest:
        end = min(highest, (lowest // width + 1) * width - 1)
        yield NumberRange(calling_code, str(lowest), str(end))
        lowest = end + 1


def dialling_rules() -> list[DiallingRule]:
    """The rules of every country and, for numbers written with +, of every calling code."""
    rules: set[DiallingRule] = set()
    for calling_code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        code = str(calling_code)
        for region in regions:
            if region != WORLD:
                rules.update(_country_rules(region, code))
        rules.update(_international_rules(regions[0], code))
    return sorted(rules, key=lambda rule: (*rule[:2], rule.rest_length or 0, *rule[3:]))


def _country_rules(region: str, code: str) -> Iterator[DiallingRule]:
    yield DiallingRule(region, "", None, code, AS_IS)
    yield DiallingRule(region, code, None, code, CALLING_CODE)
    for prefix, rest_length, replacement in _trunk_prefixes(region, code):
        yield DiallingRule(region, prefix, rest_length, code + replacement, TRUNK)
        if not replacement and rest_length is None:
            yield DiallingRule(region, code + prefix, None, code, CALLING_CODE)


def _international_rules(region: str, code: str) -> Iterator[DiallingRule]:
    """A trunk prefix is often left in: +44 (0)20 …; the first country of the code decides."""
    prefixes = [("", None, "")]
    if region != WORLD:
        prefixes += _trunk_prefixes(region, code)
    for prefix, rest_length, replacement in prefixes:
        dialled = code + prefix
        priority = TRUNK if prefix else AS_IS
        for scope in _scopes(dialled):
            yield DiallingRule(scope, dialled, rest_length, code + replacement, priority)


def _scopes(dialled: str) -> list[str]:
    if len(dialled) > 1:
        return ["+" + dialled[:2]]
    return [f"+{dialled}{digit}" for digit in DIGITS]


def _trunk_prefixes(region: str, code: str) -> list[Dialled]:
    plan = PhoneMetadata.metadata_for_region(region)
    if not plan.national_prefix_for_parsing:
        return []
    spelled = spell_out(plan.national_prefix_for_parsing, plan.national_prefix_transform_rule)
    return spelled or [Dialled(plan.national_prefix, None, "")]


def exit_codes() -> list[ExitCode]:
    """The exit codes of every country; a carrier's own are left out where there are very many."""
    rows = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        plan = PhoneMetadata.metadata_for_region(region)
        spelled = spell_out(plan.international_prefix, None)
        codes = {dialled.prefix for dialled in spelled or []} or {"00"}
        if len(codes) > MOST_EXIT_CODES:
            codes = {min(codes, key=lambda code: (len(code), code))}
        rows += [ExitCode(region, code) for code in sorted(codes)]
    return rows
