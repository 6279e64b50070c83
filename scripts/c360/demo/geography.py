"""Where people live and where the stores are; postal codes and phone codes as each country has.

A place: country, region code (province, state, département), city, language of names, share of
French speakers, hours behind UTC (standard time all year), weight, postal prefixes, mobile and
fixed-line prefixes. Sources of the codes: Canada Post's forward sortation areas, the ZIP prefixes
of USPS, INSEE's départements (2A and 2B are Corsica's), the area codes of the North American
Numbering Plan and ARCEP's plan for France.
"""

from typing import NamedTuple

import numpy as np


class Place(NamedTuple):
    """One city."""

    country: str
    region: str
    city: str
    names: str
    french: float
    behind: int
    weight: float
    postal: tuple[str, ...]
    mobile: tuple[str, ...]
    fixed: tuple[str, ...]


_FR_MOBILE = ("0612", "0615", "0661", "0668", "0675", "0681", "0751", "0768", "0782")

PLACES = [
    Place(
        "CA", "QC", "Montréal", "fr_ca", 0.75, 5, 9, ("H2", "H3", "H4"), ("514", "438"), ("514",)
    ),
    Place("CA", "QC", "Québec", "fr_ca", 0.97, 5, 5, ("G1", "G2"), ("418", "581"), ("418",)),
    Place("CA", "QC", "Laval", "fr_ca", 0.90, 5, 3, ("H7",), ("450", "579"), ("450",)),
    Place("CA", "QC", "Gatineau", "fr_ca", 0.85, 5, 2, ("J8", "J9"), ("819", "873"), ("819",)),
    Place("CA", "QC", "Trois-Rivières", "fr_ca", 0.98, 5, 1.5, ("G8", "G9"), ("819",), ("819",)),
    Place("CA", "QC", "Saint-Jérôme", "fr_ca", 0.98, 5, 1.5, ("J7",), ("450",), ("450",)),
    Place("CA", "QC", "Sherbrooke", "fr_ca", 0.95, 5, 1.5, ("J1",), ("819",), ("819",)),
    Place("CA", "ON", "Toronto", "en", 0.03, 5, 8, ("M4", "M5", "M6"), ("416", "647"), ("416",)),
    Place("CA", "ON", "Ottawa", "en", 0.15, 5, 3, ("K1", "K2"), ("613", "343"), ("613",)),
    Place("CA", "ON", "Mississauga", "en", 0.02, 5, 3, ("L5",), ("905", "289"), ("905",)),
    Place("CA", "BC", "Vancouver", "en", 0.02, 8, 3, ("V5", "V6"), ("604", "778"), ("604",)),
    Place("CA", "AB", "Calgary", "en", 0.02, 7, 2, ("T2", "T3"), ("403", "587"), ("403",)),
    Place("CA", "NB", "Moncton", "en", 0.35, 4, 1, ("E1",), ("506",), ("506",)),
    Place("US", "NY", "New York", "en", 0, 5, 5, ("100", "101"), ("212", "646", "917"), ("212",)),
    Place("US", "MA", "Boston", "en", 0, 5, 4, ("021", "022"), ("617", "857"), ("617",)),
    Place("US", "VT", "Burlington", "en", 0.01, 5, 2, ("054",), ("802",), ("802",)),
    Place("US", "ME", "Portland", "en", 0.02, 5, 1.5, ("041",), ("207",), ("207",)),
    Place("US", "NJ", "Newark", "en", 0, 5, 2, ("071",), ("973", "862"), ("973",)),
    Place("US", "IL", "Chicago", "en", 0, 6, 3, ("606", "607"), ("312", "773"), ("312",)),
    Place("US", "CA", "San Francisco", "en", 0, 8, 3, ("941",), ("415", "628"), ("415",)),
    Place("US", "FL", "Miami", "en", 0.01, 5, 3, ("331",), ("305", "786"), ("305",)),
    Place("US", "LA", "Lafayette", "en", 0.08, 6, 1, ("705",), ("337",), ("337",)),
    Place(
        "FR", "75", "Paris", "fr_fr", 1, -1, 7, ("75011", "75015", "75018"), _FR_MOBILE, ("014",)
    ),
    Place("FR", "69", "Lyon", "fr_fr", 1, -1, 4, ("69003", "69007"), _FR_MOBILE, ("047",)),
    Place("FR", "13", "Marseille", "fr_fr", 1, -1, 3, ("13001", "13008"), _FR_MOBILE, ("049",)),
    Place("FR", "33", "Bordeaux", "fr_fr", 1, -1, 3, ("33000",), _FR_MOBILE, ("055",)),
    Place("FR", "44", "Nantes", "fr_fr", 1, -1, 2, ("44000", "44300"), _FR_MOBILE, ("024",)),
    Place("FR", "59", "Lille", "fr_fr", 1, -1, 3, ("59000", "59800"), _FR_MOBILE, ("032",)),
    Place("FR", "06", "Nice", "fr_fr", 1, -1, 2, ("06000", "06300"), _FR_MOBILE, ("049",)),
    Place("FR", "01", "Bourg-en-Bresse", "fr_fr", 1, -1, 1, ("01000",), _FR_MOBILE, ("047",)),
    Place("FR", "2A", "Ajaccio", "fr_fr", 1, -1, 0.8, ("20000", "20090"), _FR_MOBILE, ("049",)),
    Place("FR", "2B", "Bastia", "fr_fr", 1, -1, 0.7, ("20200", "20600"), _FR_MOBILE, ("049",)),
    Place("FR", "42", "Saint-Étienne", "fr_fr", 1, -1, 1.5, ("42000",), _FR_MOBILE, ("047",)),
]

COUNTRIES = ("CA", "US", "FR")
COUNTRY_NAMES = {"CA": "Canada", "US": "United States", "FR": "France"}
CURRENCIES = {"CA": "CAD", "US": "USD", "FR": "EUR"}
REGION_NAMES = {
    "QC": "Québec",
    "ON": "Ontario",
    "BC": "British Columbia",
    "AB": "Alberta",
    "NB": "New Brunswick",
    "NY": "New York",
    "MA": "Massachusetts",
    "VT": "Vermont",
    "ME": "Maine",
    "NJ": "New Jersey",
    "IL": "Illinois",
    "CA": "California",
    "FL": "Florida",
    "LA": "Louisiana",
    "75": "Paris",
    "69": "Rhône",
    "13": "Bouches-du-Rhône",
    "33": "Gironde",
    "44": "Loire-Atlantique",
    "59": "Nord",
    "06": "Alpes-Maritimes",
    "01": "Ain",
    "2A": "Corse-du-Sud",
    "2B": "Haute-Corse",
    "42": "Loire",
}
TIME_ZONES = {
    4: "America/Moncton",
    5: "America/Toronto",
    6: "America/Chicago",
    7: "America/Edmonton",
    8: "America/Vancouver",
    -1: "Europe/Paris",
}

WEIGHTS = np.array([place.weight for place in PLACES])
PLACE_COUNTRY = np.array([COUNTRIES.index(place.country) for place in PLACES])
PLACE_BEHIND = np.array([place.behind for place in PLACES])

STORE_PLACES = [0, 0, 1, 2, 3, 7, 7, 8, 10, 13, 14, 15, 17, 19, 22, 22, 23, 24, 25, 27, 28, 30]
"""The place of each of the 22 stores."""
STORE_CODES = [
    f"{PLACES[place].country}-{PLACES[place].region}-{number:02d}"
    for number, place in enumerate(STORE_PLACES, start=1)
]

_FSA_LETTERS = "ABCEGHJKLMNPRSTVWXYZ"


def postal_code(place: int, draw: int) -> str:
    """Return a postal code of the place; the same number ``draw`` gives the same code."""
    spot = PLACES[place]
    prefix = spot.postal[draw % len(spot.postal)]
    if spot.country == "FR":
        return prefix
    if spot.country == "US":
        return f"{prefix}{draw // 7 % 90 + 1:02d}"
    letters = _FSA_LETTERS[draw // 7 % 20], _FSA_LETTERS[draw // 150 % 20]
    return f"{prefix}{letters[0]} {draw // 3000 % 10}{letters[1]}{draw // 31 % 10}"


def _nearest_stores() -> np.ndarray:
    """For every place the store that its people go to: same city, else region, else country."""
    nearest = []
    for place in PLACES:
        scores = [
            4 * (PLACES[store].city == place.city)
            + 2 * (PLACES[store].region == place.region)
            + (PLACES[store].country == place.country)
            for store in STORE_PLACES
        ]
        nearest.append(int(np.argmax(scores)))
    return np.array(nearest)


NEAREST_STORE = _nearest_stores()
