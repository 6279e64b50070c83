"""All suites, in the order in which they are judged."""

from c360.expectations import (
    consent,
    customers,
    inventory,
    keys,
    orders,
    pressure,
    raw_volumes,
    segmentation,
    value,
)
from c360.expectations.subject import Built, Subject

AREAS = (raw_volumes, keys, customers, orders, segmentation, value, consent, pressure)


def all_subjects(built: Built) -> list[Subject]:
    """Every subject; raises UsageError when the thresholds and the suites do not match."""
    judged = [subject for area in AREAS for subject in area.subjects(built)]
    subjects = [*inventory.subjects(built, judged), *judged]
    built.thresholds.refuse_unknown()
    return subjects
