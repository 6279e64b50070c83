"""Identifiers normalised in SQL, compared with the libraries that know the rules.

The reference is `phonenumbers` (the example numbers of all regions, ways to write them, and
numbers that are not valid) and, where it is installed, `email-validator`.
"""

import random
from functools import cache
from pathlib import Path

import duckdb
import phonenumbers
import pyarrow
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from phonenumbers import PhoneNumberFormat, PhoneNumberType

PROJECT = Path(__file__).resolve().parents[3]
MODELS = (
    "int_identity__normalised_emails",
    "int_identity__normalised_phones",
    "int_identity__normalised_identifiers",
)
SEEDS = (
    "identifier_types", "email_providers", "identity_blocklist",
    "phone_ranges", "phone_dialling_rules", "phone_exit_codes",
)  # fmt: skip
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
AGREEMENT = 0.995

# address as written -> as known here; None where it is not one plausible address
EMAILS = {
    "Marie.Roy@Orange.fr": "marie.roy@orange.fr",
    "user+mailbox/department=shipping@shop.fr": "user+mailbox/department=shipping@shop.fr",
    "!#$%&'*+-/=?^_`.{|}~@shop.fr": "!#$%&'*+-/=?^_`.{|}~@shop.fr",
    "юзер@екзампл.ком": "юзер@екзампл.ком",
    "ñoñó@shop.fr": "ñoñó@shop.fr",
    "a@" + "b" * 63 + ".fr": "a@" + "b" * 63 + ".fr",
    "a" * 64 + "@shop.fr": "a" * 64 + "@shop.fr",
    "a" * 65 + "@shop.fr": None,
    "a@" + "b" * 64 + ".fr": None,
    "a@" + "bcdef." * 42 + "fr": None,
    "white space@shop.fr": None,
    "@shop.fr": None,
    "my@": None,
    "my@shop": None,
    "my@.leadingdot.fr": None,
    "my@twodots..fr": None,
    "my@trailingdot.fr.": None,
    "my@-leadingdash.fr": None,
    "my@trailingdash-.fr": None,
    "my@trailingdash.fr-": None,
    "my@ab--cd.fr": None,
    "my@shop.123": None,
    "my@[127.0.0.1]": None,
    '"quoted local"@shop.fr': None,
    ".leadingdot@shop.fr": None,
    "twodots..here@shop.fr": None,
    "trailingdot.@shop.fr": None,
    "new\nline@shop.fr": None,
    "a@b@shop.fr": None,
    "me,you@shop.fr": None,
    "me(comment)@shop.fr": None,
    "noatsign": None,
}


def national_digits(number):
    return "".join(
        sign
        for sign in phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        if sign.isdigit()
    )


def abroad_from(region):
    return "FR" if region == "CA" else "CA"


def ways_to_write(number, region):
    """(country of the record, text) for one number: at home, abroad, bare, with an extension."""
    for style in (
        PhoneNumberFormat.E164,
        PhoneNumberFormat.INTERNATIONAL,
        PhoneNumberFormat.RFC3966,
    ):
        yield None, phonenumbers.format_number(number, style)
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    abroad = abroad_from(region)
    yield region, national
    yield region, national_digits(number)
    yield region, f"{national} ext. 5"
    yield abroad, phonenumbers.format_out_of_country_calling_number(number, abroad)


def example_numbers():
    kinds = [kind for kind in PhoneNumberType.values() if kind != PhoneNumberType.UNKNOWN]
    for region in REGIONS:
        numbers = [phonenumbers.example_number_for_type(region, kind) for kind in kinds]
        yield from ((region, number) for number in {str(n): n for n in numbers if n}.values())


def random_numbers(count):
    """Numbers near the examples: other last digits, one too many, one too few."""
    draw = random.Random(20260630)
    examples = [
        (region, phonenumbers.format_number(number, 0)) for region, number in example_numbers()
    ]
    for _ in range(count):
        region, text = draw.choice(examples)
        kept = draw.randint(4, len(text) - 1)
        changed = text[:kept] + "".join(draw.choice("0123456789") for _ in text[kept:])
        yield region, draw.choice([changed, changed, changed, changed[:-1], changed + "7"])


@cache
def by_library(text, region):
    """E.164 when the library calls the number valid and it is no longer than E.164 allows."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return written if len(written) <= len("+") + 15 else None


@cache
def phone_rows():
    """All the phone texts: (kind, country, text)."""
    return tuple(generated_phone_rows())


def generated_phone_rows():
    for region, number in example_numbers():
        yield from (("example", country, text) for country, text in ways_to_write(number, region))
    for region in REGIONS:
        if invalid := phonenumbers.invalid_example_number(region):
            yield "invalid", region, phonenumbers.format_number(invalid, PhoneNumberFormat.E164)
    yield from (("random", region, text) for region, text in random_numbers(10_000))


@pytest.fixture(scope="module")
def normalised(tmp_path_factory):
    """The model over all texts: {(identifier type, country, text): (normalised, identifier)}."""
    folder = tmp_path_factory.mktemp("normalise")
    database = folder / "normalise.duckdb"
    rows = {("phone", country, text) for _, country, text in phone_rows()}
    rows |= {("email", None, text) for text in EMAILS}
    fill(database, sorted(rows, key=str))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("C360_DATABASE", str(database))
        dbt("seed", SEEDS, folder)
        dbt("run", MODELS, folder)
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(
            "select identifier_type, country_code, raw_value, normalised_value, identifier_value"
            " from intermediate.int_identity__normalised_identifiers"
            " inner join intermediate.int_conformed__contacts using (record_id)"
        ).fetchall()
    return {row[:3]: row[3:] for row in found}


def dbt(command, names, scratch):
    where = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    where += ["--target-path", str(scratch), "--log-path", str(scratch)]
    result = dbtRunner().invoke(["--quiet", command, *where, "--select", *names])
    DuckDBConnectionManager.close_all_connections()
    assert result.success, result.exception


def fill(database, rows):
    """The two conformed tables that the models read, one record per row."""
    frame = pyarrow.table(
        {
            "record": [str(position) for position in range(len(rows))],
            "kind": [kind for kind, _, _ in rows],
            "country": pyarrow.array([country for _, country, _ in rows], pyarrow.string()),
            "text": [text for _, _, text in rows],
        }
    )
    with duckdb.connect(str(database)) as connection:
        connection.register("frame", frame)
        connection.execute(
            """
            create schema intermediate;
            create table intermediate.int_conformed__contacts as
            select record as record_id, country as country_code from frame;
            create table intermediate.int_conformed__identifiers as
            select
                record as record_id, kind as identifier_type, text as identifier_value,
                cast(null as timestamp) as first_seen_at, cast(null as timestamp) as last_seen_at
            from frame
            """
        )


def disagreements(normalised, kind, column=0):
    """Texts of a kind on which SQL and the library differ, and how many there are in all."""
    rows = {(country, text) for name, country, text in phone_rows() if name == kind}
    differ = {
        (country, text): (ours, theirs)
        for country, text in rows
        if (ours := normalised["phone", country, text][column])
        != (theirs := by_library(text, country))
    }
    return differ, len(rows)


def test_example_numbers_of_all_regions_are_read_as_the_library_reads_them(normalised):
    differ, count = disagreements(normalised, "example")
    assert count > 4_000
    assert differ == {}


def test_nearly_all_example_numbers_become_identifiers(normalised):
    """All but those that people type as placeholders, such as 01 23 45 67 89 in France."""
    differ, count = disagreements(normalised, "example", column=1)
    assert len(differ) <= (1 - AGREEMENT) * count, differ


def test_no_invalid_example_number_becomes_an_identifier(normalised):
    rows = [(country, text) for kind, country, text in phone_rows() if kind == "invalid"]
    assert len(rows) == len(REGIONS)
    assert [row for row in rows if normalised["phone", *row] != (None, None)] == []


def test_numbers_near_the_examples_are_judged_as_the_library_judges_them(normalised):
    differ, _ = disagreements(normalised, "random")
    assert differ == {}


@pytest.mark.parametrize("text", EMAILS, ids=lambda text: text[:40])
def test_an_address_is_plausible_or_not(normalised, text):
    assert normalised["email", None, text][0] == EMAILS[text]


@pytest.mark.parametrize("text", EMAILS, ids=lambda text: text[:40])
def test_the_expected_addresses_are_those_of_email_validator(text):
    """The list above is right: the library agrees with it, address by address."""
    validator = pytest.importorskip("email_validator", reason="an optional reference")
    try:
        address = validator.validate_email(
            text, check_deliverability=False, strict=True
        ).normalized.lower()
    except validator.EmailNotValidError:
        address = None
    assert address == EMAILS[text]
