"""The seed of time zones: names that the IANA database has, every country of the consent rules."""

import csv
from pathlib import Path
from zoneinfo import available_timezones

CONFIG = Path(__file__).resolve().parents[3] / "seeds" / "config"


def rows_of(seed):
    with (CONFIG / f"{seed}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_zone_is_one_of_the_iana_database():
    zones = {row["time_zone"] for row in rows_of("time_zones")}
    assert zones <= available_timezones()


def test_every_country_with_consent_rules_has_a_clock():
    clocks = {row["country_code"] for row in rows_of("time_zones") if not row["region"]}
    assert {row["country_code"] for row in rows_of("consent_jurisdictions")} <= clocks


def test_regions_are_spelled_like_lookups():
    regions = {row["region"] for row in rows_of("time_zones")}
    assert regions == {region.lower().encode("ascii").decode().strip() for region in regions}
