"""Suite ``value``: figures in range, most repeat buyers scored, predictions near recent revenue."""

from great_expectations import expectations as gxe

from c360.expectations.subject import CRITICAL, Built, Measure, Subject, measures_of, rows_of
from c360.marts import literal

SUITE = "value"
STATUSES = ["scored", "too few purchases", "never bought", "parameters of another currency"]


def subjects(built: Built) -> list[Subject]:
    """Every customer's figures, and how the predictions stand beside what was bought lately."""
    return [_figures(), _plausibility(built)]


def _figures() -> Subject:
    figures = ("expected_orders", "expected_order_value", "predicted_value")
    expectations = [
        gxe.ExpectColumnValuesToBeInSet(
            column="value_status",
            value_set=STATUSES,
            severity=CRITICAL,
            description="A status of value is one of the definition",
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="value_status", severity=CRITICAL, description="Everybody has a status of value"
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="alive_probability",
            min_value=0,
            max_value=1,
            severity=CRITICAL,
            description="The probability of being alive lies between 0 and 1",
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=figure,
                min_value=0,
                severity=CRITICAL,
                description="Expected orders and amounts are not negative",
            )
            for figure in figures
        ),
    ]
    columns = ("value_status", "alive_probability", *figures)
    return rows_of(SUITE, "customer_value", ("customer_id",), columns, expectations)


def _plausibility(built: Built) -> Subject:
    """Parameters that have grown old, or are another company's, show in the sum."""
    bought = f"""
        select customer_id, sum(net_amount) as net_amount
        from marts.orders
        where is_purchase and ordered_at > cast({literal(built.as_of)} as timestamp)
            - to_days((select max(horizon_days) from marts.customer_value))
        group by customer_id
    """
    return measures_of(
        SUITE,
        "customer_value",
        f"""(
            select customer_value.predicted_value, bought.net_amount
            from marts.customer_value left join ({bought}) as bought using (customer_id)
            where customer_value.predicted_value is not null
        ) as scored""",
        {
            "customer_value": ("customer_id", "horizon_days", "predicted_value"),
            "orders": ("customer_id", "is_purchase", "net_amount", "ordered_at"),
        },
        [
            Measure(
                "predicted_vs_recent_revenue", "sum(predicted_value) / nullif(sum(net_amount), 0)"
            )
        ],
        built.thresholds,
    )
