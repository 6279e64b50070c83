"""Suite ``orders``: orders, lines and touchpoints have their owners, and the money adds up."""

from c360.expectations.subject import CRITICAL, Built, Measure, Subject, holds, measures_of
from c360.marts import literal

SUITE = "orders"


def subjects(built: Built) -> list[Subject]:
    """Orders, order lines, touchpoints, revenue of customers, and shares of the whole."""
    as_of = f"cast({literal(built.as_of)} as timestamp)"
    return [_orders(as_of), _lines(), _touchpoints(as_of), _revenue(), *_shares(built)]


def _orders(as_of: str) -> Subject:
    return Subject(
        suite=SUITE,
        title="orders",
        table="orders",
        query=f"""
            select
                orders.order_id, orders.customer_id, orders.net_amount, orders.ordered_at,
                orders.customer_id is null or customers.customer_id is not null as has_customer,
                orders.ordered_at <= {as_of} as is_until_as_of,
                orders.original_net_amount = orders.original_gross_amount
                    - orders.original_discount_amount
                    - orders.original_refunded_amount as is_net_of_its_parts,
                orders.original_net_amount is null or orders.net_amount is not null as is_converted
            from marts.orders
            left join marts.customers using (customer_id)
        """,
        keys=("order_id", "customer_id", "net_amount"),
        reads={
            "orders": (
                *("order_id", "customer_id", "net_amount", "ordered_at", "original_net_amount"),
                *("original_gross_amount", "original_discount_amount", "original_refunded_amount"),
            ),
            "customers": ("customer_id",),
        },
        expectations=[
            holds("has_customer", CRITICAL, "Every order's customer exists, where it has one"),
            holds("is_until_as_of", CRITICAL, "No order is after as_of"),
            holds("is_net_of_its_parts", CRITICAL, "Net is gross less discount less refunded"),
            holds("is_converted", CRITICAL, "Every amount is there in the reporting currency"),
        ],
    )


def _lines() -> Subject:
    return Subject(
        suite=SUITE,
        title="order lines",
        table="order_lines",
        query="""
            select
                order_lines.order_id, order_lines.line_number,
                order_lines.quantity, order_lines.returned_quantity,
                orders.order_id is not null as has_order,
                order_lines.quantity >= 0 and order_lines.returned_quantity >= 0
                    as is_not_negative
            from marts.order_lines
            left join marts.orders using (order_id)
        """,
        keys=("order_id", "line_number", "quantity", "returned_quantity"),
        reads={
            "order_lines": ("order_id", "line_number", "quantity", "returned_quantity"),
            "orders": ("order_id",),
        },
        expectations=[
            holds("has_order", CRITICAL, "Every line's order exists"),
            holds("is_not_negative", CRITICAL, "Quantities are not negative"),
        ],
    )


def _touchpoints(as_of: str) -> Subject:
    return Subject(
        suite=SUITE,
        title="touchpoints",
        table="touchpoints",
        query=f"""
            select
                touchpoints.touchpoint_id, touchpoints.customer_id,
                touchpoints.customer_id is null or customers.customer_id is not null
                    as has_customer,
                touchpoints.occurred_at <= {as_of} as is_until_as_of
            from marts.touchpoints
            left join marts.customers using (customer_id)
        """,
        keys=("touchpoint_id", "customer_id"),
        reads={
            "touchpoints": ("touchpoint_id", "customer_id", "occurred_at"),
            "customers": ("customer_id",),
        },
        expectations=[
            holds("has_customer", CRITICAL, "Every touchpoint's customer exists, where it has one"),
            holds("is_until_as_of", CRITICAL, "No touchpoint is after as_of"),
        ],
    )


def _revenue() -> Subject:
    """Customer by customer, in exact decimals: no order is lost or counted twice on the way."""
    return Subject(
        suite=SUITE,
        title="revenue of customers",
        table="customers",
        query="""
            with purchases as (
                select customer_id, count(*) as order_count, sum(net_amount) as net_revenue
                from marts.orders
                where is_purchase and customer_id is not null
                group by customer_id
            )
            select
                customer_id,
                customers.net_revenue,
                coalesce(purchases.net_revenue, 0) as net_revenue_of_orders,
                customers.order_count,
                coalesce(purchases.order_count, 0) as orders_counted,
                customers.net_revenue = coalesce(purchases.net_revenue, 0) as has_its_revenue,
                customers.order_count = coalesce(purchases.order_count, 0) as has_its_orders
            from marts.customers
            left join purchases using (customer_id)
        """,
        keys=(
            *("customer_id", "net_revenue", "net_revenue_of_orders"),
            *("order_count", "orders_counted"),
        ),
        reads={
            "customers": ("customer_id", "net_revenue", "order_count"),
            "orders": ("customer_id", "net_amount", "is_purchase"),
        },
        expectations=[
            holds("has_its_revenue", CRITICAL, "A customer's revenue is the sum of its orders"),
            holds("has_its_orders", CRITICAL, "A customer's order count is that of its orders"),
        ],
    )


def _shares(built: Built) -> list[Subject]:
    orders = Measure("anonymous_order_share", "1 - count(customer_id) / count(*)")
    lines = Measure("lines_without_product_share", "1 - count(product_id) / count(*)")
    thresholds = built.thresholds
    return [
        measures_of(
            SUITE, "orders", "marts.orders", {"orders": ("customer_id",)}, [orders], thresholds
        ),
        measures_of(
            SUITE,
            "order_lines",
            "marts.order_lines",
            {"order_lines": ("product_id",)},
            [lines],
            thresholds,
        ),
    ]
