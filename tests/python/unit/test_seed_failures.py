"""Rows that a test of a seed found are told with the lines of its file."""

from datetime import date
from pathlib import Path

import pytest
from c360.building.seed_failures import place

RULES = """\
rule,value,is_on,since,comment
a,0.50,true,2026-06-01,
b,1,false,,"two
lines"
c,0.00001,true,2026-06-02,"one, two"
d,7,true,2026-06-03,null
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "rules.csv"
    written.write_text(RULES, encoding="utf-8")
    return written


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ({"rule": "a", "value": 0.5, "is_on": True, "since": date(2026, 6, 1)}, "line 2"),
        ({"rule": "b", "value": 1.0, "is_on": False, "since": None}, "line 3"),
        ({"rule": "c", "value": 1e-05, "comment": "one, two"}, "line 5"),
        ({"rule": "c", "value": "1e-05", "is_on": "True"}, "line 5"),
        ({"since": None, "n_records": 1}, "line 3"),
        ({"is_on": True}, "lines 2, 5, 6"),
        ({"rule": "e"}, ""),
        ({"occurrences": 2}, ""),
    ],
)
def test_a_row_stands_where_all_its_columns_agree(file, row, lines):
    assert place(file, [row]) == lines


def test_what_every_row_breaks_is_a_rule_about_the_whole(file):
    assert place(file, [{"is_on": True}, {"is_on": False}]) == ""


def test_of_many_lines_the_first_are_named(tmp_path):
    file = tmp_path / "many.csv"
    file.write_text("rule\n" + "a\n" * 7 + "b\n", encoding="utf-8")
    assert place(file, [{"rule": "a"}]) == "lines 2, 3, 4, 5 and 3 more"
