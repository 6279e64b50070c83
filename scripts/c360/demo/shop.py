"""The web shop's export (Shopify): accounts, orders and guest orders, refunds, carts, products."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from c360.demo import geography
from c360.demo.catalogue import CATEGORIES
from c360.demo.chance import stream
from c360.demo.columns import flag, moment, money, number, same, text, words
from c360.demo.export import Chunk, Export, synced
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import Carts, Lines, Orders, Purchases, refund_cents
from c360.demo.records import Written, write_down
from c360.demo.rows import Flaws

_GUESTS = 0.14
_SECOND_ACCOUNTS = 0.06
_CANCELLED = 0.008
_TAX = np.array([0.13, 0.08, 0.20])
_CURRENCIES = [geography.CURRENCIES[c] for c in geography.COUNTRIES]
_BASES = {
    "customer": 3_588_000_000_000,
    "order": 2_660_000_000_000,
    "line": 5_690_000_000_000,
    "checkout": 12_100_000_000_000,
    "refund": 670_000_000_000,
    "line_refund": 180_000_000_000,
}


@dataclass
class Accounts:
    """Shop accounts: whose, since when, what the shop knows; ``of_order`` -1 is a guest order."""

    person: np.ndarray
    created: np.ndarray
    id: np.ndarray
    written: Written
    of_order: np.ndarray
    marketing: np.ndarray

    def of_person(self, people: int) -> np.ndarray:
        """Return each person's first account (-1: none)."""
        first = np.full(people, -1)
        first[self.person[::-1]] = np.arange(len(self.person))[::-1]
        return first

    def ids_of(self, account: np.ndarray) -> pa.Array:
        """Return the shop's ids of accounts (null where -1)."""
        return number(np.append(self.id, 0)[account], account >= 0)

    def open_at(self, account: np.ndarray, moments: np.ndarray) -> np.ndarray:
        """Tell which accounts exist at a moment (-1: none)."""
        return (account >= 0) & (np.append(self.created, 0)[account] <= moments)


def make_accounts(chunk: Chunk, orders: Orders) -> Accounts:
    """Open accounts with the first web order, a second one for some, some without any order."""
    plan, people = chunk.plan, chunk.people
    rng = stream(plan.seed, "shop.accounts", chunk.number)
    size = len(people)
    first_order = np.full(size, -1)
    web = np.flatnonzero(orders.web)[::-1]
    first_order[orders.person[web]] = web
    guest_by_habit = rng.random(size) < _GUESTS
    looks_only = (first_order < 0) & (rng.random(size) < np.where(people.traits.buys, 0.08, 0.5))
    has = ((first_order >= 0) & ~guest_by_habit) | looks_only
    start = plan.epoch + people.traits.first_day * DAY + rng.integers(0, DAY // 2, size)
    opened = np.where(
        first_order >= 0, np.append(orders.moment, 0)[first_order] - 120_000_000, start
    )
    main = np.flatnonzero(has)
    again = main[rng.random(len(main)) < _SECOND_ACCOUNTS]
    later = opened[again] + rng.integers(60 * DAY, 400 * DAY, len(again))
    again, later = again[later < plan.end], later[later < plan.end]
    person = np.concatenate([main, again])
    created = np.concatenate([opened[main], later]) // 1_000_000 * 1_000_000
    second = np.full(size, -1)
    second[again] = len(main) + np.arange(len(again))
    account = np.full(size, -1)
    account[main] = np.arange(len(main))
    newer = second[orders.person]
    use_second = (newer >= 0) & (np.append(created, 0)[newer] < orders.moment)
    of_order = np.where(use_second, newer, account[orders.person])
    forgot = rng.random(len(orders)) < 0.04
    written = write_down(plan, rng, people, person, (created - plan.epoch) // DAY)
    return Accounts(
        person=person,
        created=created,
        id=chunk.keys.bigints("shopify.customer", len(person), _BASES["customer"]),
        written=written,
        of_order=np.where(orders.web & ~forgot, of_order, -1),
        marketing=rng.random(len(person)) < 0.7,
    )


def export_shop(
    chunk: Chunk, export: Export, purchases: Purchases, accounts: Accounts
) -> np.ndarray:
    """Export the shop's tables; return the shop's id of every order (0: a till's)."""
    rng = stream(chunk.plan.seed, "shop.export", chunk.number)
    orders = purchases.orders
    web = np.flatnonzero(orders.web)
    order_id = np.zeros(len(orders), dtype=np.int64)
    order_id[web] = chunk.keys.bigints("shopify.order", len(web), _BASES["order"])
    _export_customers(chunk, rng, export, orders, accounts)
    _export_orders(chunk, rng, export, orders, accounts, web, order_id)
    _export_lines(chunk, rng, export, orders, purchases.lines, order_id)
    _export_carts(chunk, rng, export, orders, purchases.carts, accounts)
    if chunk.is_first:
        _export_products(chunk, rng, export)
    return order_id


def _export_customers(
    chunk: Chunk, rng: np.random.Generator, export: Export, orders: Orders, accounts: Accounts
) -> None:
    """Export accounts with their counts of orders and their last update."""
    plan, written = chunk.plan, accounts.written
    count = len(accounts.person)
    bought = accounts.of_order >= 0
    account = accounts.of_order[bought]
    spent = np.bincount(account, (orders.gross - orders.discount)[bought], count)
    updated = accounts.created + 60_000_000
    np.maximum.at(updated, account, orders.moment[bought] + 300_000_000)
    updated = np.minimum(updated, plan.end - 1_000_000)
    columns = {
        "id": number(accounts.id),
        "first_name": text(written.first_name),
        "last_name": text(written.last_name),
        "email": text(written.email),
        "phone": text(np.where(rng.random(count) < 0.6, written.phone, None)),
        "state": words(
            ["enabled", "disabled", "invited"], rng.choice(3, count, p=[0.8, 0.15, 0.05])
        ),
        "orders_count": number(np.bincount(account, minlength=count)),
        "total_spent": money(spent.astype(np.int64)),
        "created_at": moment(accounts.created),
        "updated_at": moment(updated),
        "accepts_marketing": flag(accounts.marketing),
        "tax_exempt": same(False, count),
        "verified_email": flag(rng.random(count) < 0.85),
        "default_address_id": number(chunk.keys.bigints("shopify.address", count, 10**12)),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created_at",
        updated="updated_at",
        created="created_at",
        older={"phone": None, "state": "invited"},
    )
    export.add("shopify", "customer", columns, flaws)
    export.tell("shopify:customer", accounts.id, accounts.person)


def _export_orders(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    accounts: Accounts,
    web: np.ndarray,
    order_id: np.ndarray,
) -> None:
    """Export orders; a guest order has contact data but no customer id."""
    plan, count = chunk.plan, len(web)
    account = accounts.of_order[web]
    guests = np.flatnonzero(account < 0)
    guest = write_down(plan, rng, chunk.people, orders.person[web[guests]], orders.day[web[guests]])
    created = orders.moment[web]
    updated = np.maximum(created + rng.integers(DAY, 6 * DAY, count), orders.settled[web])
    updated = np.minimum(updated, plan.end - 1_000_000)
    serial = rng.permutation(count) + 1000 + chunk.number * 1_000_000
    columns = {
        "id": number(order_id[web]),
        "email": text(_either(account, accounts.written.email, guests, guest.email)),
        "created_at": moment(created),
        "updated_at": moment(updated),
        "name": text([f"#{n}" for n in serial]),
        **_amounts_and_status(plan, rng, orders, web),
        **_addresses(chunk, orders, web, account, accounts.written, guests, guest),
        "customer_id": accounts.ids_of(account),
        "number": number(serial),
        "order_number": number(serial),
        "processed_at": moment(created),
        "source_name": same("web", count),
        "buyer_accepts_marketing": flag(rng.random(count) < 0.6),
        "token": chunk.keys.tokens("shopify.order_token", count),
        "test": same(False, count),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created_at",
        updated="updated_at",
        created="created_at",
        older={"fulfillment_status": None},
        orphan={
            "customer_id": lambda n: number(
                chunk.keys.bigints("shopify.customer", n, _BASES["customer"])
            )
        },
        fresh={"id": lambda n: number(chunk.keys.bigints("shopify.order", n, _BASES["order"]))},
    )
    export.add("shopify", "order", columns, flaws)
    export.tell("shopify:order", order_id[web[guests]], orders.person[web[guests]])


def _amounts_and_status(
    plan: Plan, rng: np.random.Generator, orders: Orders, web: np.ndarray
) -> dict[str, pa.Array]:
    """Total up orders (prices include the tax); few are cancelled, none of those was refunded."""
    count, created = len(web), orders.moment[web]
    net, back = (orders.gross - orders.discount)[web], orders.refunded[web]
    share = _TAX[orders.country[web]]
    cancelled = (back == 0) & (rng.random(count) < _CANCELLED)
    cancelled &= created + DAY // 4 < plan.end
    status = np.where(cancelled, 3, np.where(back == 0, 0, np.where(back < net, 1, 2)))
    return {
        "taxes_included": same(True, count),
        "currency": words(_CURRENCIES, orders.country[web]),
        "subtotal_price": money(net),
        "total_tax": money(np.round(net * share / (1 + share)).astype(np.int64)),
        "total_price": money(net),
        "total_discounts": money(orders.discount[web]),
        "total_line_items_price": money(orders.gross[web]),
        "financial_status": words(["paid", "partially_refunded", "refunded", "voided"], status),
        "fulfillment_status": words(["fulfilled", None], cancelled.astype(int)),
        "cancel_reason": words([None, "customer"], cancelled.astype(int)),
        "cancelled_at": moment(created + DAY // 4, cancelled),
    }


def _either(
    account: np.ndarray, by_account: np.ndarray, guests: np.ndarray, by_guest: np.ndarray
) -> np.ndarray:
    """Take an order's contact value from its account, a guest's from the order itself."""
    values = np.empty(len(account), dtype=object)
    known = account >= 0
    values[known] = by_account[account[known]]
    values[guests] = by_guest
    return values


def _addresses(
    chunk: Chunk,
    orders: Orders,
    web: np.ndarray,
    account: np.ndarray,
    written: Written,
    guests: np.ndarray,
    guest: Written,
) -> dict[str, pa.Array]:
    """Ship to where the person lives on that day; bill to the same address."""
    people = chunk.people
    home, period = people.address_of(orders.person[web], orders.day[web])
    place = people.address_place[home, period]
    spots = geography.PLACES
    first = _either(account, written.first_name, guests, guest.first_name)
    last = _either(account, written.last_name, guests, guest.last_name)
    full = np.array(
        [f"{a or ''} {b or ''}".strip() for a, b in zip(first, last, strict=True)], dtype=object
    )
    columns = {
        "name": text(full),
        "first_name": text(first),
        "last_name": text(last),
        "phone": text(_either(account, written.phone, guests, guest.phone)),
        "address_1": text(people.street[home, period]),
        "city": words([spot.city for spot in spots], place),
        "country": words([geography.COUNTRY_NAMES[spot.country] for spot in spots], place),
        "country_code": words([spot.country for spot in spots], place),
        "province": words([geography.REGION_NAMES[spot.region] for spot in spots], place),
        "province_code": words([spot.region for spot in spots], place),
        "zip": text(people.postal[home, period]),
    }
    return {
        f"{kind}_address_{name}": values
        for kind in ("shipping", "billing")
        for name, values in columns.items()
    }


def _export_lines(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    lines: Lines,
    order_id: np.ndarray,
) -> None:
    """Export order lines, and a refund for each line that came back."""
    plan, goods = chunk.plan, chunk.catalogue
    rows = np.flatnonzero(orders.web[lines.order])
    count = len(rows)
    line_id = chunk.keys.bigints("shopify.order_line", count, _BASES["line"])
    variant = lines.variant[rows]
    titles = goods.title[goods.variant_product]
    names = [f"{a} - {b}" for a, b in zip(titles, goods.variant_title, strict=True)]
    columns = {
        "order_id": number(order_id[lines.order[rows]]),
        "id": number(line_id),
        "product_id": number(goods.product_id[goods.variant_product[variant]]),
        "variant_id": number(goods.variant_id[variant]),
        "name": words(names, variant),
        "title": words(list(titles), variant),
        "vendor": same("Maison Boréale", count),
        "price": money(lines.price[rows]),
        "quantity": number(lines.quantity[rows]),
        "sku": words(list(goods.sku), variant),
        "gift_card": same(False, count),
        "requires_shipping": same(True, count),
        "taxable": same(True, count),
        "index": number(lines.number[rows]),
        "total_discount": money(lines.discount[rows]),
        "fulfillment_status": same("fulfilled", count),
        "_fivetran_synced": synced(plan, rng, orders.moment[lines.order[rows]]),
    }
    flaws = Flaws(
        negative=["quantity"],
        orphan={
            "order_id": lambda n: number(chunk.keys.bigints("shopify.order", n, _BASES["order"]))
        },
        fresh={"id": lambda n: number(chunk.keys.bigints("shopify.order_line", n, _BASES["line"]))},
    )
    export.add("shopify", "order_line", columns, flaws)
    back = lines.returned[rows] > 0
    _export_refunds(chunk, rng, export, orders, lines, rows[back], line_id[back], order_id)


def _export_refunds(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    lines: Lines,
    rows: np.ndarray,
    line_id: np.ndarray,
    order_id: np.ndarray,
) -> None:
    """Export one refund per returned line, with the quantity and the amount paid back."""
    plan, count = chunk.plan, len(rows)
    when = lines.returned_at[rows]
    refund_id = chunk.keys.bigints("shopify.refund", count, _BASES["refund"])
    cents = refund_cents(lines)[rows]
    share = _TAX[orders.country[lines.order[rows]]]
    notes = [None, "Taille trop petite", "Changed my mind", "Damaged"]
    refunds = {
        "id": number(refund_id),
        "created_at": moment(when),
        "processed_at": moment(when),
        "note": words(notes, rng.integers(0, 4, count)),
        "restock": same(True, count),
        "_fivetran_synced": synced(plan, rng, when),
        "order_id": number(order_id[lines.order[rows]]),
    }
    details = {
        "id": number(chunk.keys.bigints("shopify.line_refund", count, _BASES["line_refund"])),
        "refund_id": number(refund_id),
        "restock_type": same("return", count),
        "quantity": number(lines.returned[rows]),
        "order_line_id": number(line_id),
        "_fivetran_synced": synced(plan, rng, when),
        "subtotal": money(cents),
        "total_tax": money(np.round(cents * share / (1 + share)).astype(np.int64)),
    }
    orphan_order = {
        "order_id": lambda n: number(chunk.keys.bigints("shopify.order", n, _BASES["order"]))
    }
    orphan_refund = {
        "refund_id": lambda n: number(chunk.keys.bigints("shopify.refund", n, _BASES["refund"]))
    }
    fresh = {"id": lambda n: number(chunk.keys.bigints("shopify.refund", n, _BASES["refund"]))}
    export.add(
        "shopify", "refund", refunds, Flaws(date="created_at", orphan=orphan_order, fresh=fresh)
    )
    fresh = {
        "id": lambda n: number(chunk.keys.bigints("shopify.line_refund", n, _BASES["line_refund"]))
    }
    export.add("shopify", "order_line_refund", details, Flaws(orphan=orphan_refund, fresh=fresh))


def _export_carts(
    chunk: Chunk,
    rng: np.random.Generator,
    export: Export,
    orders: Orders,
    carts: Carts,
    accounts: Accounts,
) -> None:
    """Export abandoned checkouts; a recovered one has completed_at."""
    plan, people, count = chunk.plan, chunk.people, len(carts.person)
    account = accounts.of_person(len(people))[carts.person]
    known = accounts.open_at(account, carts.moment)
    account = np.where(known, account, -1)
    recovered = carts.order >= 0
    completed = np.append(orders.moment, 0)[carts.order]
    written = write_down(plan, rng, people, carts.person, (carts.moment - plan.epoch) // DAY)
    email = written.email
    email[known] = accounts.written.email[account[known]]
    token = chunk.keys.tokens("shopify.cart", count)
    url = pc.binary_join_element_wise(
        "https://maisonboreale.example/checkouts/", token, "/recover", ""
    )
    cents = carts.quantity * carts.price
    updated = np.where(recovered, completed, carts.moment + 600_000_000)
    updated = np.minimum(updated, plan.end - 1_000_000)
    columns = {
        "id": number(chunk.keys.bigints("shopify.checkout", count, _BASES["checkout"])),
        "abandoned_checkout_url": url,
        "buyer_accepts_marketing": flag(rng.random(count) < 0.5),
        "cart_token": token,
        "completed_at": moment(completed, recovered),
        "created_at": moment(carts.moment),
        "currency": words(_CURRENCIES, geography.PLACE_COUNTRY[people.place[carts.person]]),
        "customer_id": accounts.ids_of(account),
        "customer_locale": words(["en", "fr"], people.french[carts.person].astype(int)),
        "email": text(email),
        "phone": text(written.phone),
        **_destination(written),
        "source_name": same("web", count),
        "subtotal_price": money(cents),
        "taxes_included": same(True, count),
        "total_discounts": money(np.zeros(count)),
        "total_line_items_price": money(cents),
        "total_price": money(cents),
        "updated_at": moment(updated),
        "_fivetran_deleted": same(False, count),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    flaws = Flaws(
        date="created_at", updated="updated_at", created="created_at", older={"completed_at": None}
    )
    export.add("shopify", "abandoned_checkout", columns, flaws)


def _destination(written: Written) -> dict[str, pa.Array]:
    """Return the address that was typed before the cart was left."""
    return {
        "shipping_address_first_name": text(written.first_name),
        "shipping_address_last_name": text(written.last_name),
        "shipping_address_city": text(written.of_place("city")),
        "shipping_address_country_code": text(written.of_place("country")),
        "shipping_address_zip": text(written.postal),
    }


def _export_products(chunk: Chunk, rng: np.random.Generator, export: Export) -> None:
    """Export the catalogue (prices in US dollars, as the shop's base currency)."""
    plan, goods = chunk.plan, chunk.catalogue
    count, variants = len(goods.product_id), len(goods.variant_id)
    created = plan.epoch - rng.integers(30 * DAY, 900 * DAY, count) // 1_000_000 * 1_000_000
    updated = created + rng.integers(0, 800 * DAY, count) // 1_000_000 * 1_000_000
    handles = [f"{t}-{i}".lower().replace(" ", "-") for i, t in enumerate(goods.title)]
    products = {
        "id": number(goods.product_id),
        "title": text(goods.title),
        "handle": text(handles),
        "product_type": words(CATEGORIES, goods.category),
        "vendor": same("Maison Boréale", count),
        "created_at": moment(created),
        "updated_at": moment(updated),
        "published_at": moment(created + DAY),
        "published_scope": same("web", count),
        "_fivetran_deleted": flag(rng.random(count) < 0.02),
        "_fivetran_synced": synced(plan, rng, updated),
    }
    parent = goods.variant_product
    every = np.ones(variants)
    details = {
        "product_id": number(goods.product_id[parent]),
        "id": number(goods.variant_id),
        "available_for_sale": flag(rng.random(variants) < 0.93),
        "created_at": moment(created[parent]),
        "display_name": text(
            [f"{goods.title[p]} - {o}" for p, o in zip(parent, goods.variant_title, strict=True)]
        ),
        "inventory_quantity": number(rng.integers(0, 200, variants)),
        "position": number(np.arange(variants) % 3 + 1),
        "price": money(goods.price(np.arange(variants), every)),
        "sku": text(goods.sku),
        "taxable": same(True, variants),
        "title": text(goods.variant_title),
        "updated_at": moment(updated[parent]),
        "_fivetran_synced": synced(plan, rng, updated[parent]),
    }
    flaws = Flaws(updated="updated_at", created="created_at")
    export.add("shopify", "product", products, flaws)
    export.add("shopify", "product_variant", details, flaws)
