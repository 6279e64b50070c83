"""The limits that a business may set otherwise: ``seeds/config/audit_thresholds.csv``."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from c360.errors import UsageError

FILE = Path("seeds/config/audit_thresholds.csv")
COLUMNS = ["rule", "severity", "minimum", "maximum", "least_rows", "description"]
SEVERITIES = ("critical", "warning")


@dataclass(frozen=True)
class Threshold:
    """One rule: severity, limits (None = no limit), and from how many rows on it is judged."""

    rule: str
    severity: str
    minimum: float | None
    maximum: float | None
    least_rows: int
    description: str


@dataclass
class Thresholds:
    """All rules of the file; remembers which were asked for."""

    by_rule: dict[str, Threshold]
    asked: set[str] = field(default_factory=set)

    def limits(self, rule: str) -> Threshold:
        """The limits of one rule; UsageError when the file has no such row."""
        self.asked.add(rule)
        if rule not in self.by_rule:
            raise UsageError(f"{FILE} has no row for rule '{rule}'", "add it with its limits")
        return self.by_rule[rule]

    def refuse_unknown(self) -> None:
        """Raise UsageError when the file has a rule that no suite asked for: a typing error."""
        for rule in self.by_rule:
            if rule not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise UsageError(f"{FILE} has an unknown rule '{rule}'", f"known are {known}")


def read_thresholds(project: Path) -> Thresholds:
    """Read and check the file; raises UsageError that names the line and what is wrong with it."""
    try:
        with (project / FILE).open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            if reader.fieldnames != COLUMNS:
                raise UsageError(
                    f"{FILE} has not the columns {', '.join(COLUMNS)}", "correct line 1"
                )
            rows = [_threshold(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE} cannot be read ({error})", "restore it") from error
    by_rule = {row.rule: row for row in rows}
    if len(by_rule) < len(rows):
        raise UsageError(f"{FILE} has two rows for one rule", "keep one of them")
    return Thresholds(by_rule)


def _threshold(line: int, row: dict[str, str]) -> Threshold:
    where = f"{FILE} line {line} ({row['rule']})"
    if row["severity"] not in SEVERITIES:
        raise UsageError(f"{where}: severity is '{row['severity']}'", "write critical or warning")
    try:
        minimum, maximum = (float(row[name]) if row[name] else None for name in COLUMNS[2:4])
        least_rows = int(row["least_rows"] or 0)
    except ValueError as error:
        raise UsageError(f"{where}: {error}", "write numbers with a decimal point") from error
    if minimum is None and maximum is None:
        raise UsageError(f"{where} limits nothing", "give minimum, maximum or both")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise UsageError(f"{where}: minimum is above maximum", "exchange them")
    return Threshold(row["rule"], row["severity"], minimum, maximum, least_rows, row["description"])
