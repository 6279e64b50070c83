"""What a tool writes down about a person at a moment: the true values, spoiled."""

from dataclasses import dataclass

import numpy as np

from c360.demo import geography
from c360.demo.dirt import TILL_EMAILS, spoil_emails, spoil_names, spoil_phones, spoil_streets
from c360.demo.people import People
from c360.demo.plan import Plan


@dataclass
class Written:
    """Arrays by record of a tool; ``place`` indexes geography.PLACES."""

    person: np.ndarray
    first_name: np.ndarray
    last_name: np.ndarray
    email: np.ndarray
    phone: np.ndarray
    street: np.ndarray
    place: np.ndarray
    postal: np.ndarray
    birth_date: np.ndarray

    def of_place(self, attribute: str) -> np.ndarray:
        """Return an attribute of each record's place."""
        table = np.array([getattr(spot, attribute) for spot in geography.PLACES], dtype=object)
        return table[self.place]

    @property
    def region_name(self) -> np.ndarray:
        """Names of the provinces, states or départements."""
        return np.array([geography.REGION_NAMES[r] for r in self.of_place("region")], dtype=object)

    @property
    def country_name(self) -> np.ndarray:
        """English names of the countries."""
        return np.array(
            [geography.COUNTRY_NAMES[c] for c in self.of_place("country")], dtype=object
        )

    @property
    def full_name(self) -> np.ndarray:
        """Given and family name in one field."""
        names = [
            f"{a or ''} {b or ''}" for a, b in zip(self.first_name, self.last_name, strict=True)
        ]
        return np.array(names, dtype=object)


def write_down(
    plan: Plan,
    rng: np.random.Generator,
    people: People,
    who: np.ndarray,
    day: np.ndarray,
    at_work: bool = False,
    at_till: bool = False,
) -> Written:
    """Record people on a day: the address of then, one of their e-mails, one of their phones."""
    dirt = plan.dirt
    home, period = people.address_of(who, day)
    first, last = spoil_names(rng, dirt, people.first_name[who], people.last_name[who])
    phone = np.where(
        rng.random(len(who)) < dirt.household_phone, people.fixed_line[who], people.mobile[who]
    )
    birth_date = people.birth_date[who].copy()
    unknown = rng.random(len(who)) < dirt.birth_date_placeholder
    birth_date[unknown] = np.datetime64("1900-01-01")
    return Written(
        person=who,
        first_name=first,
        last_name=last,
        email=_email_given(plan, rng, people, who, at_work, at_till),
        phone=spoil_phones(rng, dirt, phone),
        street=spoil_streets(rng, dirt, people.street[home, period]),
        place=people.address_place[home, period],
        postal=people.postal[home, period],
        birth_date=birth_date,
    )


def _email_given(
    plan: Plan,
    rng: np.random.Generator,
    people: People,
    who: np.ndarray,
    at_work: bool,
    at_till: bool,
) -> np.ndarray:
    """Choose which address a person gives, and spoil it."""
    dirt = plan.dirt
    email = people.email[who].copy()
    choice = rng.random((3, len(who)))
    for draw, rate, other in (
        (choice[0], dirt.second_email, people.email_other[who]),
        (choice[1], dirt.household_email, people.email_household[who]),
        (choice[2], 1.0 if at_work else 0.0, people.email_work[who]),
    ):
        taken = (draw < rate) & (other != "")
        email[taken] = other[taken]
    email = spoil_emails(rng, dirt, email)
    if at_till:
        typed = rng.random(len(who)) < dirt.till_email
        house = np.array([TILL_EMAILS[bool(f)] for f in people.french[who]], dtype=object)
        email[typed] = house[typed]
    return email
