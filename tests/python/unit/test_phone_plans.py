"""Numbering plans as rows: small patterns spelled out by hand."""

import csv
import itertools
import re
from pathlib import Path

import phonenumbers
import pytest
from c360.phones import plans
from c360.phones.patterns import DIGITS, accepts_empty, after_digit, read_pattern
from c360.phones.prefixes import Dialled, spell_out

SEEDS = Path(__file__).resolve().parents[3] / "seeds" / "config"
PATTERNS = ["1[2-4]?|5\\d", "(?:12|34){1,2}", "0?(1|23)4", "[13]{2,3}", "(?:1(?:2|3)?)?4"]


def matches(pattern, text):
    node = read_pattern(pattern)
    for digit in text:
        node = after_digit(node, digit)
    return accepts_empty(node)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_tree_accepts_what_the_pattern_matches(pattern):
    for length in range(5):
        for digits in itertools.product(DIGITS[:6], repeat=length):
            text = "".join(digits)
            assert matches(pattern, text) == bool(re.fullmatch(pattern, text)), text


def test_an_unknown_construct_is_refused():
    with pytest.raises(ValueError, match="cannot read the numbering pattern"):
        read_pattern("1(?=2)")


@pytest.mark.parametrize(
    ("pattern", "transform", "expected"),
    [
        ("0", None, [Dialled("0", None, "")]),
        ("0|90", None, [Dialled("0", None, ""), Dialled("90", None, "")]),
        ("1|([24]\\d{6})$", "264\\1", [("1", None, ""), ("2", 6, "2642"), ("4", 6, "2644")]),
        ("0?(?:(11|22)15)", "9\\1", [("01115", None, "911"), ("02215", None, "922"),
                                     ("1115", None, "911"), ("2215", None, "922")]),
        ("0(?:(12)(\\d{10,11}))?", "\\2", [("0", None, ""), ("012", 10, ""), ("012", 11, "")]),
    ],
)  # fmt: skip
def test_prefixes_are_spelled_out_with_what_replaces_them(pattern, transform, expected):
    assert spell_out(pattern, transform) == expected


def test_prefixes_that_are_too_many_are_not_spelled_out():
    assert spell_out("1\\d\\d\\d\\d", None) is None


def test_ranges_of_one_length_are_disjoint_and_cut_at_their_first_digits():
    ranges = sorted((len(row.lowest_number), row) for row in plans.number_ranges())
    for (length, row), (next_length, following) in itertools.pairwise(ranges):
        assert row.lowest_number <= row.highest_number
        assert row.lowest_number[: plans.BUCKET_DIGITS] == row.highest_number[: plans.BUCKET_DIGITS]
        if length == next_length:
            assert row.highest_number < following.lowest_number


def is_valid(calling_code, number):
    """Whether the library takes an international number for valid."""
    national = number.removeprefix(calling_code)
    zeros = len(national[:-1]) - len(national[:-1].lstrip("0"))
    return phonenumbers.is_valid_number(
        phonenumbers.PhoneNumber(
            int(calling_code),
            int(national),
            italian_leading_zero=zeros > 0,
            number_of_leading_zeros=zeros or None,
        )
    )


def test_both_ends_of_every_range_are_valid_numbers():
    """Plans exclude numbers of a kind: 4930… is no German number, but +49 30 … without its plus."""
    ends = {(row.calling_code, end) for row in plans.number_ranges() for end in row[1:]}
    assert [end for code, end in sorted(ends) if not is_valid(code, end)] == []
    texts = {"49493010561670": False, "493010561670": True}
    for text, known in texts.items():
        assert known == any(
            row.lowest_number <= text <= row.highest_number
            for row in plans.number_ranges()
            if len(row.lowest_number) == len(text)
        )


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("phone_ranges", plans.number_ranges),
        ("phone_dialling_rules", plans.dialling_rules),
        ("phone_exit_codes", plans.exit_codes),
    ],
)
def test_the_seeds_are_those_of_the_installed_library(name, rows):
    """`c360 refresh-phone-plans` writes them anew after an update of phonenumbers."""
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        held = list(csv.reader(file))[1:]
    assert held == [["" if value is None else str(value) for value in row] for row in rows()]
