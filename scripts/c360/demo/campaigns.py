"""The company's calendar of campaigns and its automatic flows: who is to get which e-mail when.

Teams do not look at each other's mail: newsletter, offers, flash deals, win-back and the loyalty
club each have their own list and rhythm. That is how some people get no e-mail and others five a
week. Shared by all chunks: it depends on the plan only.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo import episodes
from c360.demo.catalogue import CATEGORIES, CATEGORY_NAMES_FR
from c360.demo.keys import Keyring, encode
from c360.demo.plan import Plan
from c360.demo.season import is_sale

BURN_IN = 90
"""Days of sending before the exported window, so that it does not start with everybody's first."""
NEWSLETTER, OFFERS, FLASH, WIN_BACK, CLUB, ANNOUNCEMENT = range(6)
WELCOME, CART, ORDER, SHIPPING = range(6, 10)
FIRST_FLOW, FIRST_TRANSACTIONAL = WELCOME, ORDER
LISTS = ["Newsletter", "Offers", "Flash deals"]
_ALPHABET = np.frombuffer(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8
)
_FLOWS = [
    (WELCOME, "Welcome", "Bienvenue"),
    (CART, "Abandoned cart", "Panier abandonné"),
    (ORDER, "Order confirmation", "Confirmation de commande"),
    (SHIPPING, "Shipping confirmation", "Confirmation d'expédition"),
]


@dataclass(frozen=True)
class Campaign:
    """One send (or one flow message): ``day`` -1 is a flow, ``category`` -1 is about nothing."""

    kind: int
    name: str
    subject: str
    french: bool
    day: int = -1
    hour: float = 0
    country: int = -1
    category: int = -1
    code: str = ""

    @property
    def campaign_type(self) -> str:
        """How the campaign table calls it: Regular, Flow or Transactional."""
        if self.kind >= FIRST_TRANSACTIONAL:
            return "Transactional"
        return "Flow" if self.kind >= FIRST_FLOW else "Regular"


def make_campaigns(plan: Plan) -> list[Campaign]:
    """Lay out the calendar: flows first (their place is 2 x kind + language), then day by day."""
    campaigns = [
        Campaign(kind, f"{name} ({'FR' if french else 'EN'})", name_fr if french else name, french)
        for kind, name, name_fr in _FLOWS
        for french in (False, True)
    ]
    days = plan.calendar_days()
    start = max(0, plan.history - plan.mailing_days - BURN_IN)
    for day in range(start, plan.horizon):
        campaigns += _campaigns_of_day(day, days[day])
        campaigns += _announcements(plan, day, days[day])
    numbers = Keyring(plan.seed, 0).numbers("klaviyo.campaign", len(campaigns))
    codes = encode(numbers, _ALPHABET, 7).view("S7").ravel().astype(str)
    return [
        Campaign(**{**campaign.__dict__, "code": code})
        for campaign, code in zip(campaigns, codes, strict=True)
    ]


def flow_number(kind: int, french: np.ndarray) -> np.ndarray:
    """Return the place of a flow's message in the list of campaigns, by language."""
    return 2 * (kind - FIRST_FLOW) + np.asarray(french, dtype=np.int64)


def _announcements(plan: Plan, day: int, date: np.datetime64) -> list[Campaign]:
    """Return the mass mailing of a day of the burst: one for everybody, in both languages."""
    burst = episodes.burst(plan)
    hour = episodes.BURST_HOURS.get(day - burst.first)
    if hour is None:
        return []
    name = "Everything must go / Tout doit partir"
    return [Campaign(ANNOUNCEMENT, f"{date} {name}", name, False, day, hour)]


def _campaigns_of_day(day: int, date: np.datetime64) -> list[Campaign]:
    """Return what goes out on a day, in order of the hour."""
    weekday = (int(date.astype(np.int64)) + 3) % 7
    month = int(date.astype("datetime64[M]").astype(np.int64)) % 12 + 1
    of_month = int((date - date.astype("datetime64[M]").astype("datetime64[D]")).astype(int)) + 1
    week = int(date.astype(np.int64)) // 7
    stamp = str(date)
    made: list[Campaign] = []

    def both(kind: int, hour: float, name: str, fr: str, **target: int) -> None:
        for french, subject in ((False, name), (True, fr)):
            tag = "FR" if french else "EN"
            made.append(
                Campaign(kind, f"{stamp} {name} {tag}", subject, french, day, hour, **target)
            )

    if weekday in (0, 2, 4):
        both(FLASH, 11, "Flash deals", "Ventes éclair")
    if weekday == 1 or (weekday == 5 and week % 2 == 0):
        category = (week * 2 + (weekday == 5)) % len(CATEGORIES)
        title, titre = CATEGORIES[category], CATEGORY_NAMES_FR[category]
        both(OFFERS, 13, f"Offer: {title}", f"Offre : {titre}", category=category)
    if weekday == 5:
        # only the American team mails its offers twice a week
        category = (week * 3 + 5) % len(CATEGORIES)
        both(
            OFFERS, 14, f"US only: {CATEGORIES[category]}", "Offre US", category=category, country=1
        )
    if weekday == 3 and week % 2:
        both(NEWSLETTER, 15, "Newsletter", "Infolettre")
    if weekday == 6:
        both(CLUB, 15, "Club news", "Nouvelles du Club")
    if of_month in (2, 16):
        both(WIN_BACK, 16, "We miss you", "Vous nous manquez")
    if is_sale(month, of_month) and weekday in (0, 3, 6):
        both(OFFERS, 17, "Sale", "Soldes", category=-1)
    return made
