"""Suite ``customers``: attributes have their form, counts and dates agree, matching is sane."""

from great_expectations import expectations as gxe

from c360.expectations.subject import (
    CRITICAL,
    WARNING,
    Built,
    Measure,
    Subject,
    holds,
    measures_of,
    rows_of,
)
from c360.marts import literal

SUITE = "customers"
KEYS = ("customer_id",)
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
PHONE = r"^\+[1-9]\d{6,14}$"
PATTERNS = {
    "customer_id": (r"^[^@\s]+$", CRITICAL, "The customer's id is neutral text, no e-mail address"),
    "email": (EMAIL, CRITICAL, "An e-mail is one address"),
    "phone": (PHONE, CRITICAL, "A phone number is in E.164"),
    "country_code": (r"^[A-Z]{2}$", WARNING, "A country is an ISO 3166-1 alpha-2 code"),
    "language": (r"^[a-z]{2}$", WARNING, "A language is an ISO 639-1 code"),
}


def subjects(built: Built) -> list[Subject]:
    """The attributes, the counts and dates, the identifiers, and the shares of the whole."""
    return [_attributes(), _consistency(built), _identifiers(), _shares(built)]


def _attributes() -> Subject:
    expectations = [
        gxe.ExpectColumnValuesToMatchRegex(
            column=column, regex=regex, severity=severity, description=description
        )
        for column, (regex, severity, description) in PATTERNS.items()
    ]
    return rows_of(SUITE, "customers", KEYS, PATTERNS, expectations)


def _consistency(built: Built) -> Subject:
    return Subject(
        suite=SUITE,
        title="counts and dates of customers",
        table="customers",
        query=f"""
            select
                customer_id, record_count, source_count, order_count, net_revenue,
                source_count <= record_count as has_no_more_sources_than_records,
                (order_count > 0) = (net_revenue > 0) as has_revenue_with_orders,
                first_seen_at <= last_seen_at as is_seen_first_before_last,
                last_seen_at <= cast({literal(built.as_of)} as timestamp) as is_seen_until_as_of
            from marts.customers
        """,
        keys=KEYS,
        reads={
            "customers": (
                *("customer_id", "record_count", "source_count", "order_count", "net_revenue"),
                *("first_seen_at", "last_seen_at"),
            )
        },
        expectations=[
            _at_least("record_count", 1, "A customer has a record"),
            _at_least("source_count", 1, "A customer has a source"),
            _at_least("order_count", 0, "A number of orders is not negative"),
            _at_least("net_revenue", 0, "A customer's revenue is not negative"),
            holds("has_no_more_sources_than_records", CRITICAL, "No more sources than records"),
            holds("has_revenue_with_orders", CRITICAL, "Revenue comes with orders and only so"),
            holds("is_seen_first_before_last", CRITICAL, "First seen is not after last seen"),
            holds("is_seen_until_as_of", CRITICAL, "Nobody is seen after as_of"),
        ],
    )


def _at_least(column: str, least: int, description: str) -> gxe.Expectation:
    return gxe.ExpectColumnValuesToBeBetween(
        column=column, min_value=least, severity=CRITICAL, description=description
    )


def _identifiers() -> Subject:
    """That no identifier is in two customers is the mart's key, in the suite ``keys``."""
    return Subject(
        suite=SUITE,
        title="owners of identifiers",
        table="customer_identifiers",
        query="""
            select
                customer_identifiers.identifier_type,
                customer_identifiers.identifier_value,
                customer_identifiers.customer_id,
                customers.customer_id is not null as has_customer
            from marts.customer_identifiers
            left join marts.customers using (customer_id)
        """,
        keys=("identifier_type", "identifier_value", "customer_id"),
        reads={
            "customer_identifiers": ("customer_id", "identifier_type", "identifier_value"),
            "customers": KEYS,
        },
        expectations=[holds("has_customer", CRITICAL, "Every identifier's customer exists")],
    )


def _shares(built: Built) -> Subject:
    """How well the matching did, over the whole mart."""
    identified = "count(*) filter (where is_identified)"
    several_sources = "(select count(distinct source) > 1 from marts.source_reconciliation)"
    some_orders = "(select count(*) > 0 from marts.orders)"
    measures = [
        Measure(
            "records_matched_share",
            "sum(record_count) filter (where record_count > 1) / sum(record_count)",
            base=f"case when {several_sources} then sum(record_count) end",
        ),
        Measure(
            "largest_customer_share",
            "max(record_count) / sum(record_count)",
            base="sum(record_count)",
        ),
        Measure(
            "email_share",
            f"count(email) filter (where is_identified) / {identified}",
            base=identified,
        ),
        Measure(
            "never_buyer_share",
            f"count(*) filter (where is_identified and order_count = 0) / {identified}",
            base=f"case when {some_orders} then {identified} end",
        ),
    ]
    return measures_of(
        SUITE,
        "customers",
        "marts.customers",
        {
            "customers": ("email", "record_count", "order_count", "is_identified"),
            "orders": ("order_id",),
            "source_reconciliation": ("source",),
        },
        measures,
        built.thresholds,
    )
