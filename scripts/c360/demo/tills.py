"""The tills' export (pos, our own layout): receipts, lines, loyalty cards, returns.

CSV as tills write it: every value is text here, dates dd/mm/yyyy, decimal comma, times UTC.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from c360.demo import geography
from c360.demo.chance import stream
from c360.demo.columns import spelled_out, text, words
from c360.demo.export import Chunk, Export
from c360.demo.plan import DAY
from c360.demo.purchases import Lines, Orders, Purchases, refund_cents
from c360.demo.records import write_down
from c360.demo.rows import Flaws

_CARD_HOLDERS = 0.70
_CARD_SHOWN = 0.88
_SECOND_CARDS = 0.05
_RECEIPTS_BY_EMAIL = 0.22
_PAIRS = [f"{n:02d}" for n in range(100)]


def amount(cents: np.ndarray) -> pa.Array:
    """Write cents with a decimal comma and without thousands separators."""
    sign = spelled_out(words(["", "-"], (cents < 0).astype(int)))
    size = np.abs(cents)
    whole = pa.array(size // 100).cast(pa.string())
    hundredths = spelled_out(words(_PAIRS, size % 100))
    return pc.binary_join_element_wise(
        sign, pc.binary_join_element_wise(whole, hundredths, ","), ""
    )


def date_text(days: np.ndarray) -> pa.Array:
    """Write days (numpy datetime64) as dd/mm/yyyy."""
    kinds, codes = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    return words(["/".join(reversed(str(day).split("-"))) for day in kinds], codes)


def _day_of(moments: np.ndarray) -> np.ndarray:
    return moments.astype("datetime64[us]").astype("datetime64[D]")


def _clock(moments: np.ndarray) -> pa.Array:
    """Write the time of day as hh:mm:ss."""
    seconds = moments % DAY // 1_000_000
    parts = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    return pc.binary_join_element_wise(*(spelled_out(words(_PAIRS, part)) for part in parts), ":")


def _whole(values: np.ndarray) -> pa.Array:
    return pa.array(values).cast(pa.string())


def export_tills(chunk: Chunk, export: Export, purchases: Purchases) -> None:
    """Export the tills' tables."""
    rng = stream(chunk.plan.seed, "tills", chunk.number)
    orders = purchases.orders
    till = np.flatnonzero(~orders.web)
    receipt_no = np.full(len(orders), None, dtype=object)
    receipt_no[till] = chunk.keys.digits("pos.receipt", len(till), "R")
    card_no, card_of_order = _export_cards(chunk, rng, export, orders, till)
    _export_receipts(chunk, rng, export, orders, till, receipt_no, card_no, card_of_order)
    _export_lines(chunk, rng, export, orders, purchases.lines, receipt_no)


def _export_cards(
    chunk: Chunk, rng: np.random.Generator, export: Export, orders: Orders, till: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give cards at the first till order; return card numbers and the card of every order."""
    plan, people = chunk.plan, chunk.people
    size = len(people)
    first = np.full(size, -1)
    first[orders.person[till[::-1]]] = till[::-1]
    main = np.flatnonzero((first >= 0) & (rng.random(size) < _CARD_HOLDERS))
    again = main[rng.random(len(main)) < _SECOND_CARDS]
    issued = orders.moment[first[main]]
    later = orders.moment[first[again]] + rng.integers(90 * DAY, 500 * DAY, len(again))
    again, later = again[later < plan.end], later[later < plan.end]
    person, issued = np.concatenate([main, again]), np.concatenate([issued, later])
    card_no = chunk.keys.digits("pos.card", len(person), "6")
    card, second = np.full(size, -1), np.full(size, -1)
    card[main] = np.arange(len(main))
    second[again] = len(main) + np.arange(len(again))
    newer = second[orders.person]
    renewed = (newer >= 0) & (orders.moment > np.append(issued, 0)[newer])
    of_order = np.where(renewed, newer, card[orders.person])
    of_order[orders.web | (rng.random(len(orders)) > _CARD_SHOWN)] = -1
    _write_cards(chunk, rng, export, person, issued, card_no)
    return card_no, of_order


def _write_cards(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    person: np.ndarray,
    issued: np.ndarray,
    card_no: np.ndarray,
) -> None:
    """Export the loyalty cards as the cashiers typed them."""
    plan, people, count = chunk.plan, chunk.people, len(person)
    issued_day = (issued - plan.epoch) // DAY
    changed = np.minimum(
        issued_day + rng.integers(0, 700, count) * (rng.random(count) < 0.5), plan.horizon - 1
    )
    written = write_down(plan, rng, people, person, changed, at_till=True)
    origin = np.datetime64(plan.first_day, "D")
    yes = ["N", "O"]
    store = geography.NEAREST_STORE[people.place[person]]
    columns = {
        "card_no": text(card_no),
        "first_name": text(written.first_name),
        "last_name": text(written.last_name),
        "birth_date": date_text(written.birth_date),
        "email": text(np.where(rng.random(count) < 0.85, written.email, None)),
        "phone": text(written.phone),
        "street": text(written.street),
        "city": text(written.of_place("city")),
        "region": text(written.of_place("region")),
        "postal_code": text(written.postal),
        "country_code": text(written.of_place("country")),
        "language": words(["en", "fr"], people.french[person].astype(int)),
        "store_code": words(geography.STORE_CODES, store),
        "issued_on": date_text(origin + issued_day),
        "updated_on": date_text(origin + changed),
        "email_optin": words(yes, (rng.random(count) < 0.6).astype(int)),
        "sms_optin": words(yes, (rng.random(count) < 0.25).astype(int)),
        "mail_optin": words(yes, (rng.random(count) < 0.45).astype(int)),
    }
    flaws = Flaws(
        date="issued_on",
        updated="updated_on",
        created="issued_on",
        older={"phone": None},
        order_by=("card_no",),
    )
    export.add("pos", "loyalty_card", columns, flaws)
    export.tell("pos:loyalty_card", card_no, person)


def _export_receipts(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    till: np.ndarray,
    receipt_no: np.ndarray,
    card_no: np.ndarray,
    card_of_order: np.ndarray,
) -> None:
    """Export receipts; some without a card carry the e-mail the receipt was sent to."""
    plan, people, count = chunk.plan, chunk.people, len(till)
    card = card_of_order[till]
    gross, discount = orders.gross[till], orders.discount[till]
    email = np.full(count, None, dtype=object)
    asked = np.flatnonzero(rng.random(count) < _RECEIPTS_BY_EMAIL)
    email[asked] = write_down(
        plan, rng, people, orders.person[till[asked]], orders.day[till[asked]], at_till=True
    ).email
    cards = np.full(count, None, dtype=object)
    cards[card >= 0] = card_no[card[card >= 0]]
    columns = {
        "receipt_no": text(receipt_no[till]),
        "store_code": words(geography.STORE_CODES, orders.store[till]),
        "till_no": _whole(rng.integers(1, 7, count)),
        "cashier_no": _whole(rng.integers(100, 180, count)),
        "receipt_date": date_text(_day_of(orders.moment[till])),
        "receipt_time": _clock(orders.moment[till]),
        "currency": words(
            [geography.CURRENCIES[c] for c in geography.COUNTRIES], orders.country[till]
        ),
        "gross_amount": amount(gross),
        "discount_amount": amount(discount),
        "net_amount": amount(gross - discount),
        "loyalty_card_no": text(cards),
        "email": text(email),
    }
    flaws = Flaws(
        date="receipt_date",
        orphan={"loyalty_card_no": lambda n: text(chunk.keys.digits("pos.card", n, "6"))},
        fresh={"receipt_no": lambda n: text(chunk.keys.digits("pos.receipt", n, "R"))},
        order_by=("receipt_no",),
    )
    export.add("pos", "receipt", columns, flaws)
    known = np.array([bool(mail and mail.strip()) for mail in email], dtype=bool)
    alone = till[(card < 0) & known]
    export.tell("pos:receipt", receipt_no[alone], orders.person[alone])


def _export_lines(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    lines: Lines,
    receipt_no: np.ndarray,
) -> None:
    """Export receipt lines and what was brought back to a till."""
    goods = chunk.catalogue
    rows = np.flatnonzero(~orders.web[lines.order])
    titles = list(goods.title[goods.variant_product])
    new_receipt = {"receipt_no": lambda n: text(chunk.keys.digits("pos.receipt", n, "R"))}
    columns = {
        "receipt_no": text(receipt_no[lines.order[rows]]),
        "line_no": _whole(lines.number[rows]),
        "sku": words(list(goods.sku), lines.variant[rows]),
        "label": words([title.upper() for title in titles], lines.variant[rows]),
        "quantity": _whole(lines.quantity[rows]),
        "unit_price": amount(lines.price[rows]),
        "discount_amount": amount(lines.discount[rows]),
        "line_amount": amount(lines.net[rows]),
    }
    flaws = Flaws(
        orphan=new_receipt,
        negative=["quantity"],
        fresh={"line_no": lambda n: _whole(np.arange(n) % 7 + 90)},
        order_by=("receipt_no", "line_no"),
    )
    export.add("pos", "receipt_line", columns, flaws)
    back = rows[lines.returned[rows] > 0]
    reasons = ["taille", "size", "défectueux", "changed mind", None]
    returns = {
        "return_no": text(chunk.keys.digits("pos.return", len(back), "T")),
        "receipt_no": text(receipt_no[lines.order[back]]),
        "line_no": _whole(lines.number[back]),
        "returned_on": date_text(_day_of(lines.returned_at[back])),
        "quantity": _whole(lines.returned[back]),
        "amount": amount(refund_cents(lines)[back]),
        "reason": words(reasons, rng.integers(0, 5, len(back))),
    }
    flaws = Flaws(
        date="returned_on",
        orphan=new_receipt,
        fresh={"return_no": lambda n: text(chunk.keys.digits("pos.return", n, "T"))},
        order_by=("return_no",),
    )
    export.add("pos", "return", returns, flaws)
