"""The people of one chunk: households, names, addresses that change, e-mails, phones, traits."""

from dataclasses import dataclass
from unicodedata import normalize

import numpy as np

from c360.demo import geography, words
from c360.demo.catalogue import CATEGORIES
from c360.demo.chance import permute_below, pick, stream
from c360.demo.names import FIRST_NAMES, LAST_NAMES
from c360.demo.plan import DAY, Plan

YEARLY_MOVES = 0.13
"""Share of households that move in a year."""
NAMED_AFTER_A_PARENT = 0.2
"""Of the people who would bear the first name of one they live with, the share that does."""
_ADDRESSES = 4
_NANP_EXCHANGES = np.array([x for x in range(200, 1000) if x % 100 != 11 and x != 555])


@dataclass
class Traits:
    """Why each person behaves as they do; only the truth tells it.

    ``rhythm`` orders a year while active; ``patience`` the marketing e-mails a week that are
    comfortable; ``recovery_days`` the half-life of weariness and ``touchiness`` the inclination to
    leave; ``warmth`` the inclination to open and click; ``taste`` people by categories.
    """

    first_day: np.ndarray
    last_day: np.ndarray
    buys: np.ndarray
    rhythm: np.ndarray
    lines: np.ndarray
    spend: np.ndarray
    web_share: np.ndarray
    taste: np.ndarray
    patience: np.ndarray
    warmth: np.ndarray
    bargain: np.ndarray
    recovery_days: np.ndarray
    touchiness: np.ndarray


@dataclass
class People:
    """Arrays by person (index within the chunk), addresses by household and period."""

    first: int
    index: np.ndarray
    household: np.ndarray
    place: np.ndarray
    names: np.ndarray
    french: np.ndarray
    first_name: np.ndarray
    last_name: np.ndarray
    birth_date: np.ndarray
    business: np.ndarray
    company: np.ndarray
    company_name: np.ndarray
    company_domain: np.ndarray
    email: np.ndarray
    email_other: np.ndarray
    email_work: np.ndarray
    email_household: np.ndarray
    mobile: np.ndarray
    fixed_line: np.ndarray
    move_day: np.ndarray
    address_place: np.ndarray
    street: np.ndarray
    postal: np.ndarray
    traits: Traits

    def __len__(self) -> int:
        return len(self.index)

    def address_of(self, who: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return (household, period) of each person's address on a day, to index the arrays."""
        home = self.household[who]
        return home, (self.move_day[home] <= np.asarray(day)[:, None]).sum(axis=1)


def fold(text: str) -> str:
    """Drop accents: é becomes e."""
    return normalize("NFKD", text).encode("ascii", "ignore").decode()


def _plain(names: np.ndarray) -> list[str]:
    """Write names as they stand in e-mail addresses."""
    return [fold(name).lower().replace("-", "").replace("'", "") for name in names]


def make_people(plan: Plan, chunk: int, first: int, end: int) -> People:
    """Make the people [first, end) of a chunk."""
    rng = stream(plan.seed, "people", chunk)
    index = np.arange(first, end)
    size = len(index)
    sizes = pick(rng, np.array([0.42, 0.32, 0.14, 0.12]), size) + 1
    household = np.repeat(np.arange(size), sizes)[:size]
    homes = household[-1] + 1
    home_place = pick(rng, geography.WEIGHTS, homes)
    place = home_place[household]
    names = np.array([geography.PLACES[p].names for p in place], dtype=object)
    share = np.array([spot.french for spot in geography.PLACES])
    french = (rng.random(homes) < share[home_place])[household]
    # Quebec's English speakers and the US's French speakers carry names of both kinds
    names[(names == "fr_ca") & ~french] = "en"
    names[(names == "en") & french] = "fr_ca"
    first_name, last_name = _make_names(rng, names, household)
    business, company, company_name, company_domain = _make_companies(rng, chunk, names, size)
    move_day, address_place, street, postal = _make_addresses(plan, rng, home_place)
    plain_names = _plain(first_name), _plain(last_name)
    email, email_other, email_household = _make_emails(
        plan, rng, index, plain_names, names, household
    )
    mobile, fixed_line = _make_phones(plan, rng, index, household, place)
    return People(
        first=first,
        index=index,
        household=household,
        place=place,
        names=names,
        french=french,
        first_name=first_name,
        last_name=last_name,
        birth_date=_make_birth_dates(plan, rng, size),
        business=business,
        company=company,
        company_name=company_name,
        company_domain=company_domain,
        email=email,
        email_other=email_other,
        email_work=_make_work_emails(plain_names, company, company_domain),
        email_household=email_household,
        mobile=mobile,
        fixed_line=fixed_line,
        move_day=move_day,
        address_place=address_place,
        street=street,
        postal=postal,
        traits=_make_traits(plan, rng, business),
    )


def _make_names(
    rng: np.random.Generator, names: np.ndarray, household: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give first names by language and sex, last names that most households share.

    Parents name their children apart: a first name that a household already has is drawn again,
    but for the few children who bear a parent's.
    """
    size = len(names)
    first_name = np.empty(size, dtype=object)
    last_name = np.empty(size, dtype=object)
    sex = np.where(rng.random(size) < 0.55, "f", "m")
    for kind in ("fr_ca", "fr_fr", "en"):
        for gender in ("f", "m"):
            rows = np.flatnonzero((names == kind) & (sex == gender))
            given = np.array(FIRST_NAMES[kind, gender], dtype=object)
            weights = 1 / (np.arange(len(given)) + 20)
            first_name[rows] = given[pick(rng, weights, len(rows))]
            again = rows[_repeats(household[rows], first_name[rows])]
            again = again[rng.random(len(again)) >= NAMED_AFTER_A_PARENT]
            first_name[again] = given[pick(rng, weights, len(again))]
        rows = np.flatnonzero(names == kind)
        family = np.array(LAST_NAMES[kind], dtype=object)
        weights = 1 / (np.arange(len(family)) + 30)
        last_name[rows] = family[pick(rng, weights, len(rows))]
        double = rows[rng.random(len(rows)) < 0.05]
        last_name[double] += "-" + family[pick(rng, weights, len(double))]
    head = np.searchsorted(household, household)
    same = rng.random(size) < 0.82
    last_name[same] = last_name[head[same]]
    return first_name, last_name


def _repeats(household: np.ndarray, first_name: np.ndarray) -> np.ndarray:
    """Return which rows bear the name of an earlier one of their household."""
    _, number = np.unique(first_name.astype(str), return_inverse=True)
    _, earliest = np.unique(household * (number.max(initial=0) + 1) + number, return_index=True)
    repeats = np.ones(len(household), dtype=bool)
    repeats[earliest] = False
    return repeats


def _make_birth_dates(plan: Plan, rng: np.random.Generator, size: int) -> np.ndarray:
    """Draw ages of 18 to 88 years, most between 30 and 60."""
    years = (18 + 70 * rng.beta(1.9, 2.6, size)) * 365.25
    return np.datetime64(plan.as_of, "D") - years.astype(np.int64)


def _make_companies(
    rng: np.random.Generator, chunk: int, names: np.ndarray, size: int
) -> tuple[np.ndarray, ...]:
    """Place 7 % of the people in companies of one to five buyers (-1: no company)."""
    business = rng.random(size) < 0.07
    company = np.full(size, -1)
    rows = np.flatnonzero(business)
    company[rows] = np.repeat(np.arange(len(rows)), rng.integers(1, 6, len(rows)))[: len(rows)]
    count = int(company.max(initial=-1)) + 1
    company_name = np.empty(count, dtype=object)
    company_domain = np.empty(count, dtype=object)
    heads = rng.integers(0, len(words.COMPANY_HEADS), (count, 2))
    for number in range(count):
        kind = names[rows[np.searchsorted(company[rows], number)]]
        one, two = (words.COMPANY_HEADS[h] for h in heads[number])
        tails = words.COMPANY_TAILS[kind]
        company_name[number] = f"{one} {two} {tails[int(rng.integers(len(tails)))]}"
        # chunk and number make the domain unique, as a registry would
        serial = chunk * 5000 + number
        ending = {"fr_ca": "ca", "fr_fr": "fr", "en": "com"}[kind]
        company_domain[number] = f"{fold(one)}-{fold(two)}{serial}.{ending}".lower()
    return business, company, company_name, company_domain


def _make_addresses(
    plan: Plan, rng: np.random.Generator, home_place: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Give each household its address of each period; a move is mostly within the city."""
    homes = len(home_place)
    years = rng.random((homes, _ADDRESSES - 1)) < YEARLY_MOVES
    day = rng.integers(0, 365, years.shape) + 365 * np.arange(_ADDRESSES - 1)
    # a year without a move never comes: sorted last, beyond the horizon
    move_day = np.sort(np.where(years, day, 10 * plan.history), axis=1)
    place = np.repeat(home_place[:, None], _ADDRESSES, axis=1)
    for period in range(1, _ADDRESSES):
        place[:, period] = place[:, period - 1]
        far = np.flatnonzero(rng.random(homes) < 0.3)
        elsewhere = pick(rng, geography.WEIGHTS, len(far))
        abroad = geography.PLACE_COUNTRY[elsewhere] != geography.PLACE_COUNTRY[home_place[far]]
        place[far[~abroad], period] = elsewhere[~abroad]
    draws = rng.integers(0, 1 << 30, place.shape)
    street = np.empty(place.shape, dtype=object)
    postal = np.empty(place.shape, dtype=object)
    for row, period in np.ndindex(place.shape):
        spot, draw = int(place[row, period]), int(draws[row, period])
        streets = words.STREETS[geography.PLACES[spot].names]
        street[row, period] = f"{draw % 1900 + 1} {streets[draw // 1900 % len(streets)]}"
        postal[row, period] = geography.postal_code(spot, draw >> 3)
    return move_day, place, street, postal


def _numbers(index: np.ndarray, salt: int) -> np.ndarray:
    """Return a number of their own for each person: up to 4 digits for the first 10,000."""
    small = index < 10_000
    result = np.empty(len(index), dtype=np.int64)
    result[small] = permute_below(index[small], 10_000, salt)
    result[~small] = 10_000 + permute_below(index[~small] - 10_000, 9_990_000, salt)
    return result


def _make_emails(
    plan: Plan,
    rng: np.random.Generator,
    index: np.ndarray,
    plain_names: tuple[list[str], list[str]],
    names: np.ndarray,
    household: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Make the main, the second and the household's address; "" where a person has none.

    A number of the person's own makes every address unique, as a mail provider would insist.
    """
    size = len(index)
    given, family = plain_names
    weights = np.array(words.EMAIL_WEIGHTS)
    domain = [
        [words.EMAIL_DOMAINS[n][d] for n, d in zip(names, pick(rng, weights, size), strict=True)]
        for _ in range(2)
    ]
    pattern = rng.integers(0, 4, size)
    has_other = rng.random(size) < 0.35
    main, other = (_numbers(index, plan.seed + salt) for salt in (101, 102))
    shapes = ("{g}.{f}{n}", "{g}{f}{n}", "{g}_{f}{n}", "{f}.{g}{n}")
    first_mail, second_mail, home_mail = (np.full(size, "", dtype=object) for _ in range(3))
    head = np.searchsorted(household, household)
    shared = np.bincount(household)[household] > 1
    for row in range(size):
        local = shapes[pattern[row]].format(g=given[row], f=family[row], n=main[row])
        first_mail[row] = f"{local}@{domain[0][row]}"
        if has_other[row]:
            second_mail[row] = f"{given[row][0]}{family[row]}{other[row]}x@{domain[1][row]}"
        if shared[row]:
            top = head[row]
            home_mail[row] = f"famille.{family[top]}{main[top]}@{domain[0][top]}"
    return first_mail, second_mail, home_mail


def _make_work_emails(
    plain_names: tuple[list[str], list[str]], company: np.ndarray, company_domain: np.ndarray
) -> np.ndarray:
    """Make an address at the company for those who have one."""
    mails = np.full(len(company), "", dtype=object)
    for row in np.flatnonzero(company >= 0):
        given, family = plain_names[0][row], plain_names[1][row]
        mails[row] = f"{given}.{family}@{company_domain[company[row]]}"
    return mails


def _make_phones(
    plan: Plan,
    rng: np.random.Generator,
    index: np.ndarray,
    household: np.ndarray,
    place: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Make a mobile number per person and a fixed line per household, in E.164."""
    head = index[np.searchsorted(household, household)]
    slots = len(_NANP_EXCHANGES) * 10_000
    draws = rng.integers(0, 1 << 20, len(index))
    result = []
    for is_fixed, owner in ((0, index), (1, head)):
        # one slot per owner: numbers repeat only for people four million apart
        slot = permute_below((2 * owner + is_fixed) % slots, slots, plan.seed + 103)
        numbers = np.empty(len(index), dtype=object)
        for row, (p, s, draw) in enumerate(zip(place, slot, draws, strict=True)):
            spot = geography.PLACES[p]
            prefixes = spot.fixed if is_fixed else spot.mobile
            if spot.country == "FR" and is_fixed:
                numbers[row] = f"+33{prefixes[0][1:]}{s:07d}"
            elif spot.country == "FR":
                numbers[row] = f"+33{prefixes[s // 1_000_000][1:]}{s % 1_000_000:06d}"
            else:
                code = prefixes[0] if is_fixed else prefixes[draw % len(prefixes)]
                numbers[row] = f"+1{code}{_NANP_EXCHANGES[s // 10_000]}{s % 10_000:04d}"
        result.append(numbers)
    return result[0], result[1]


def _make_traits(plan: Plan, rng: np.random.Generator, business: np.ndarray) -> Traits:
    """Draw the latent traits: a gamma of rhythms, a lifetime, tastes, patience."""
    size = len(business)
    # the company grows: later starts are a little more frequent
    first_day = (plan.horizon * rng.beta(1.15, 1.0, size)).astype(np.int64)
    first_day = first_day.clip(0, plan.horizon - 1)
    rhythm = rng.gamma(0.9, 6.4, size) + 0.4
    rhythm[business] *= 1.6
    lifetime = rng.exponential(900, size) * np.where(rng.random(size) < 0.15, 0.05, 1.0)
    taste = rng.gamma(0.45, 1.0, (size, len(CATEGORIES))) + 0.01
    # patience and warmth go together: who likes the mail bears more of it
    patience = rng.lognormal(0.45, 0.75, size)
    warmth = -1.2 + 0.95 * np.log(patience) + rng.normal(0, 0.35, size)
    side = rng.random(size)
    return Traits(
        first_day=first_day,
        last_day=first_day + lifetime.astype(np.int64) + 1,
        buys=rng.random(size) >= 0.10,
        rhythm=rhythm,
        lines=rng.gamma(2.0, 0.6, size) + np.where(business, 2.0, 0.3),
        spend=rng.lognormal(0, 0.3, size) * np.where(business, 1.3, 1.0),
        web_share=np.where(side < 0.3, 0.03, np.where(side < 0.62, 0.97, rng.beta(2, 2, size))),
        taste=taste / taste.sum(axis=1, keepdims=True),
        patience=patience,
        warmth=warmth,
        bargain=rng.beta(2, 4, size),
        recovery_days=rng.lognormal(np.log(18), 0.4, size),
        touchiness=rng.normal(0, 0.6, size),
    )


def local_moment(plan: Plan, day: np.ndarray, hour: np.ndarray, behind: np.ndarray) -> np.ndarray:
    """Turn a local day and hour (fraction) into microseconds UTC, whole seconds."""
    seconds = np.round((hour + behind) * 3600).astype(np.int64)
    return plan.epoch + day.astype(np.int64) * DAY + seconds * 1_000_000
