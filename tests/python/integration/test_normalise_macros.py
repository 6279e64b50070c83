"""The macros for names, postal codes and languages, compiled by dbt and run over readable cases."""

from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunner

PROJECT = Path(__file__).resolve().parents[3]
MACROS = {
    "name": "normalise_name('given')",
    "proper_name": "proper_name('given')",
    "postal_code": "normalise_postal_code('given', 'country_code')",
    "language": "normalise_language('given')",
    "code": "normalise_code('given')",
}

NAMES = {
    "  Élodie ": "elodie",
    "JEAN-PIERRE": "jean pierre",
    "O\u2019Brien": "o brien",
    "De  La\tTour": "de la tour",
    "Søren Œuvrard-Groß": "soren oeuvrard gross",
    "E\u0301lodie": "elodie",
    "Łukasz": "lukasz",
    "Анна": "анна",
    " - ": None,
    "": None,
    None: None,
}
PROPER_NAMES = {
    "DUPONT": "Dupont",
    "jean-pierre": "Jean-Pierre",
    "O'BRIEN": "O'Brien",
    "D\u2019ANGELO": "D'Angelo",
    "DE LA TOUR": "de la Tour",
    "LE GALL": "Le Gall",
    "VAN DER BERG": "van der Berg",
    "VAN": "Van",
    "mcdonald": "McDonald",
    "ÉLODIE": "Élodie",
    "  MARIE   CLAIRE ": "Marie Claire",
    "de Gaulle": "de Gaulle",
    "MacLeod": "MacLeod",
    "anne marie de la cour": "Anne Marie de la Cour",
    " ": None,
    None: None,
}
POSTAL_CODES = {
    ("h2x1y4", "CA"): "H2X 1Y4",
    ("H2X-1Y4", "CA"): "H2X 1Y4",
    ("D2X 1Y4", "CA"): None,
    ("75001", "FR"): "75001",
    ("1000", "FR"): "01000",
    ("1000.0", "FR"): "01000",
    ("750", "FR"): None,
    ("02139", "US"): "02139",
    ("2139", "US"): "02139",
    ("02139-4307", "US"): "02139",
    ("21394307", "US"): "02139",
    ("sw1a1aa", "GB"): "SW1A 1AA",
    (" 1016 dk ", "NL"): "1016 DK",
    ("F-06000", "FR"): "06000",
    ("D 10115", "DE"): "10115",
    ("X-06000", "FR"): None,
    ("1000", "BE"): "1000",
    ("B-1000", "BE"): "1000",
    ("CH-8001", "CH"): "8001",
    ("10000", "CH"): None,
    ("800", "AU"): "0800",
    ("N-0150", "NO"): "0150",
    ("1000", None): "1000",
    ("", "BE"): None,
}
LANGUAGES = {
    "fr-CA": "fr",
    "en_US": "en",
    "FR": "fr",
    "Français": "fr",
    "english": "en",
    "fra": "fr",
    "pt-BR": "pt",
    "klingon": None,
    "": None,
    None: None,
}
EMAILS = {
    " Marie <Marie@Orange.FR> ": "marie@orange.fr",
    "mailto:marie@orange.fr": "marie@orange.fr",
    "marie@orange": None,
    "": None,
    None: None,
}
CODES = {" 007a\u00a0": "007a", "\u200b": None, "": None, None: None}


@pytest.fixture(scope="module")
def query(tmp_path_factory):
    """A query over a table `texts` (given, country_code) with one column per macro.

    An e-mail text is read in the steps of int_identity__normalised_emails.
    """
    scratch = tmp_path_factory.mktemp("compile")
    columns = ", ".join(f"{{{{ {call} }}}} as {name}" for name, call in MACROS.items())
    address = "bare_email_address('lower(' ~ tidy_blanks('given') ~ ')')"
    columns += (
        f", case when {{{{ is_plausible_email({address}) }}}} then {{{{ {address} }}}} end as email"
    )
    where = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    where += ["--target-path", str(scratch), "--log-path", str(scratch)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("C360_DATABASE", str(scratch / "empty.duckdb"))
        result = dbtRunner().invoke(
            ["--quiet", "compile", *where, "--inline", f"select {columns} from texts"]
        )
    assert result.success, result.exception
    return result.result.results[0].node.compiled_code


@pytest.fixture(scope="module")
def normalise(query):
    """Function (text, macro, country) -> normalised text."""
    with duckdb.connect() as connection:
        connection.execute("create table texts (given text, country_code text)")

        def run(given, macro, country=None):
            connection.execute("delete from texts")
            connection.execute("insert into texts values (?, ?)", [given, country])
            return connection.execute(f"select {macro} from ({query})").fetchone()[0]

        yield run


@pytest.mark.parametrize("given", NAMES)
def test_a_name_is_folded_for_matching(normalise, given):
    assert normalise(given, "name") == NAMES[given]


@pytest.mark.parametrize("given", PROPER_NAMES)
def test_a_name_is_written_properly(normalise, given):
    assert normalise(given, "proper_name") == PROPER_NAMES[given]


@pytest.mark.parametrize(("given", "country"), POSTAL_CODES)
def test_a_postal_code_is_written_as_in_its_country(normalise, given, country):
    assert normalise(given, "postal_code", country) == POSTAL_CODES[given, country]


@pytest.mark.parametrize("given", LANGUAGES)
def test_a_language_is_two_letters(normalise, given):
    assert normalise(given, "language") == LANGUAGES[given]


@pytest.mark.parametrize("given", EMAILS)
def test_an_email_text_is_one_address(normalise, given):
    assert normalise(given, "email") == EMAILS[given]


@pytest.mark.parametrize("given", CODES)
def test_a_code_is_only_tidied(normalise, given):
    assert normalise(given, "code") == CODES[given]
