"""The thresholds file: a wrong line is named, and the file of the project is right."""

from pathlib import Path

import pytest
from c360.errors import UsageError
from c360.expectations.thresholds import COLUMNS, FILE, read_thresholds

PROJECT = Path(__file__).resolve().parents[3]


def project_with(folder, *lines):
    path = folder / FILE
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
    return folder


def test_limits_and_empty_cells(tmp_path):
    thresholds = read_thresholds(project_with(tmp_path, "a_share,warning,,0.5,100,What it is"))
    limits = thresholds.limits("a_share")
    assert (limits.minimum, limits.maximum, limits.least_rows) == (None, 0.5, 100)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,fatal,0,1,0,x", r"line 2 \(a\): severity is 'fatal': write critical or warning"),
        ('a,warning,"0,5",1,0,x', r"line 2 \(a\): .*'0,5': write numbers with a decimal point"),
        ("a,warning,,,0,x", r"line 2 \(a\) limits nothing"),
        ("a,warning,2,1,0,x", r"line 2 \(a\): minimum is above maximum"),
        ("a,warning,0,1,0,x\na,warning,0,1,0,x", "two rows for one rule"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, said):
    with pytest.raises(UsageError, match=said):
        read_thresholds(project_with(tmp_path, line))


def test_missing_column_and_missing_file_are_said(tmp_path):
    with pytest.raises(UsageError, match=r"audit_thresholds\.csv cannot be read"):
        read_thresholds(tmp_path)
    path = project_with(tmp_path, "") / FILE
    path.write_text("rule,limit\n")
    with pytest.raises(UsageError, match="has not the columns rule, severity"):
        read_thresholds(tmp_path)


def test_unknown_rule_is_refused(tmp_path):
    thresholds = read_thresholds(project_with(tmp_path, "a,warning,0,1,0,x", "b,warning,0,1,0,x"))
    thresholds.limits("a")
    with pytest.raises(UsageError, match="unknown rule 'b': known are a"):
        thresholds.refuse_unknown()


def test_the_projects_own_file_is_right():
    assert read_thresholds(PROJECT).by_rule
