"""How values get dirty when people and clerks write them down.

Each function takes values (str objects, None: unknown) and returns spoiled copies. Only the
chosen rows are touched one by one, so the cost follows the amount of dirt.
"""

from collections.abc import Callable

import numpy as np

from c360.demo.names import NICKNAMES
from c360.demo.people import fold
from c360.demo.plan import Dirt

PLACEHOLDER_NAMES = ["n/a", "Test", "xxx", "-", "Client", "."]
PLACEHOLDER_EMAILS = [
    "noreply@maisonboreale.example",
    "test@test.com",
    "n/a",
    "aucun@aucun.com",
    "none@none.com",
    "noreply@noreply.com",
]
PLACEHOLDER_PHONES = ["0000000000", "1111111111", "n/a", "5555555555", "0", "000-000-0000"]
TILL_EMAILS = {True: "caisse@maisonboreale.example", False: "till@maisonboreale.example"}
"""The address that cashiers type when a customer gives none, by whether the till is French."""
_DOMAIN_TYPOS = {
    "gmail.com": ["gmial.com", "gmail.con", "gmai.com", "gmail.co"],
    "hotmail.com": ["hotmial.com", "hotmail.con", "hotmai.com"],
    "yahoo.com": ["yaho.com", "yahoo.con"],
    "orange.fr": ["ornage.fr", "orange.f"],
    "outlook.com": ["outlok.com", "outlook.con"],
}


def _chosen(rng: np.random.Generator, values: np.ndarray, rate: float) -> np.ndarray:
    """Choose rows with a value, each with probability ``rate``."""
    draws = rng.random(len(values)) < rate
    return np.array([r for r in np.flatnonzero(draws) if values[r]], dtype=np.int64)


def _change(
    rng: np.random.Generator, values: np.ndarray, rate: float, change: Callable[[str], str | None]
) -> None:
    """Replace chosen values in place."""
    for row in _chosen(rng, values, rate):
        values[row] = change(values[row])


def typo(rng: np.random.Generator, value: str) -> str:
    """Swap, drop, double or mistype one letter; the first stays, as it mostly does."""
    spots = [i for i in range(1, len(value)) if value[i].isalpha()]
    if not spots:
        return value
    spot = spots[int(rng.integers(len(spots)))]
    kind = int(rng.integers(4))
    if kind == 0 and spot + 1 < len(value) and value[spot + 1].isalpha():
        return value[:spot] + value[spot + 1] + value[spot] + value[spot + 2 :]
    if kind == 1:
        return value[:spot] + value[spot + 1 :]
    if kind == 2:
        return value[: spot + 1] + value[spot:]
    return value[:spot] + "etaoinsrl"[int(rng.integers(9))] + value[spot + 1 :]


def spoil_names(
    rng: np.random.Generator, dirt: Dirt, first: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Spoil given and family names of records; both lose case and accents together."""
    first, last = first.copy(), last.copy()
    _change(rng, first, dirt.nickname, lambda name: NICKNAMES.get(name, name))
    plain = rng.random(len(first)) < dirt.accents_lost
    case = rng.random(len(first))
    for row in np.flatnonzero(plain | (case < dirt.name_case)):
        for names in (first, last):
            name = fold(names[row]) if plain[row] else names[row]
            if case[row] < dirt.name_case * 0.6:
                name = name.upper()
            elif case[row] < dirt.name_case:
                name = name.lower()
            names[row] = name
    for names in (first, last):
        _change(rng, names, dirt.name_typo, lambda name: typo(rng, name))
        _change(rng, names, dirt.name_typo / 2, lambda name: f" {name} ")
        _change(rng, names, dirt.mojibake, _mojibake)
    _change(rng, first, dirt.empty_text, lambda name: "")
    placeholder = _chosen(rng, last, dirt.name_placeholder)
    for row in placeholder:
        first[row] = last[row] = PLACEHOLDER_NAMES[int(rng.integers(len(PLACEHOLDER_NAMES)))]
    return first, last


def _mojibake(name: str) -> str:
    """Read UTF-8 as Latin-1, as an old import did: François becomes FranÃ§ois."""
    return name.encode().decode("latin-1")


def spoil_emails(rng: np.random.Generator, dirt: Dirt, emails: np.ndarray) -> np.ndarray:
    """Spoil e-mail addresses: variants of the same address, typos, placeholders, none."""
    emails = emails.copy()
    _change(rng, emails, dirt.email_variant, lambda mail: _email_variant(rng, mail))
    _change(rng, emails, dirt.email_typo, lambda mail: _email_typo(rng, mail))
    _change(rng, emails, dirt.email_placeholder, lambda mail: _one(rng, PLACEHOLDER_EMAILS))
    _change(rng, emails, dirt.email_missing, lambda mail: None)
    _change(rng, emails, dirt.empty_text / 2, lambda mail: "")
    return emails


def _one(rng: np.random.Generator, choices: list[str]) -> str:
    """Draw one of the choices."""
    return choices[int(rng.integers(len(choices)))]


def _email_variant(rng: np.random.Generator, mail: str) -> str:
    """Write the same mailbox differently."""
    local, _, domain = mail.partition("@")
    kind = int(rng.integers(4))
    if kind == 0:
        return mail.upper() if rng.random() < 0.4 else mail.title()
    if kind == 1 and domain == "gmail.com":
        return f"{local}+{_one(rng, ['shop', 'promo', 'news'])}@{domain}"
    if kind == 2 and domain == "gmail.com":
        return f"{local.replace('.', '').replace('_', '_')}@googlemail.com"
    if kind == 3 and rng.random() < 0.3:
        return f"{local.title()} <{mail}>"
    return f"{mail} "


def _email_typo(rng: np.random.Generator, mail: str) -> str:
    """Mistype the domain where people do, otherwise the local part."""
    local, _, domain = mail.strip().partition("@")
    if domain in _DOMAIN_TYPOS and rng.random() < 0.6:
        return f"{local}@{_one(rng, _DOMAIN_TYPOS[domain])}"
    if rng.random() < 0.1:
        return f"{local}{domain}"
    return f"{typo(rng, local)}@{domain}"


def spoil_phones(rng: np.random.Generator, dirt: Dirt, phones: np.ndarray) -> np.ndarray:
    """Write E.164 numbers as people of each country do; some are placeholders or missing."""
    phones = phones.copy()
    _change(rng, phones, dirt.phone_style, lambda phone: national_style(rng, phone))
    _change(rng, phones, dirt.phone_placeholder, lambda phone: _one(rng, PLACEHOLDER_PHONES))
    _change(rng, phones, dirt.phone_missing, lambda phone: None)
    _change(rng, phones, dirt.empty_text, lambda phone: "")
    return phones


def national_style(rng: np.random.Generator, phone: str) -> str:
    """Write one E.164 number in one of the styles of its country."""
    if phone.startswith("+33"):
        pairs = [f"0{phone[3]}", *(phone[i : i + 2] for i in range(4, 12, 2))]
        styles = [
            " ".join(pairs),
            ".".join(pairs),
            "-".join(pairs),
            "".join(pairs),
            f"+33 {phone[3]} {' '.join(pairs[1:])}",
            f"+33 (0){phone[3]} {' '.join(pairs[1:])}",
            f"0033{phone[3:]}",
        ]
    else:
        area, office, line = phone[2:5], phone[5:8], phone[8:]
        styles = [
            f"({area}) {office}-{line}",
            f"{area}-{office}-{line}",
            f"{area}.{office}.{line}",
            f"{area}{office}{line}",
            f"1-{area}-{office}-{line}",
            f"+1 {area} {office} {line}",
            f"{area} {office}-{line}",
            f"+1 ({area}) {office}-{line}",
        ]
    return _one(rng, styles)


def spoil_streets(rng: np.random.Generator, dirt: Dirt, streets: np.ndarray) -> np.ndarray:
    """Mistype, shorten, upper-case or leave out streets."""
    streets = streets.copy()
    _change(rng, streets, dirt.address_typo, lambda street: typo(rng, street))
    _change(rng, streets, dirt.address_typo, lambda street: fold(street).upper())
    _change(rng, streets, dirt.address_typo / 2, lambda street: f"{street}; app. 3")
    _change(rng, streets, dirt.empty_text, lambda street: "")
    return streets
