"""Suite ``pressure``: scores in range, states of the definition, few customers over-pressure."""

from great_expectations import expectations as gxe

from c360.expectations.subject import CRITICAL, Built, Measure, Subject, holds, measures_of, rows_of

SUITE = "pressure"
STATES = ["under-pressure", "balance", "over-pressure", "unreachable"]


def subjects(built: Built) -> list[Subject]:
    """Per customer, per customer and channel, on the customers, and the share over-pressure."""
    return [
        _judged("customer_pressure", ("customer_id",)),
        _judged("customer_channel_pressure", ("customer_id", "channel")),
        _agreement(),
        measures_of(
            SUITE,
            "customer_pressure",
            "marts.customer_pressure",
            {"customer_pressure": ("pressure_state", "pressure_score")},
            [
                Measure(
                    "over_pressure_share",
                    "count(*) filter (where pressure_state = 'over-pressure')"
                    " / count(pressure_score)",
                    base="count(pressure_score)",
                )
            ],
            built.thresholds,
        ),
    ]


def _judged(mart: str, keys: tuple[str, ...]) -> Subject:
    expectations = [
        gxe.ExpectColumnValuesToBeBetween(
            column="pressure_score",
            min_value=0,
            max_value=100,
            severity=CRITICAL,
            description="A pressure score lies between 0 and 100",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="pressure_state",
            value_set=STATES,
            severity=CRITICAL,
            description="A pressure state is one of the definition",
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="pressure_state", severity=CRITICAL, description="Every row has a state"
        ),
    ]
    return rows_of(SUITE, mart, keys, ["pressure_score", "pressure_state"], expectations)


def _agreement() -> Subject:
    return Subject(
        suite=SUITE,
        title="pressure of customers",
        table="customers",
        query="""
            select
                customers.customer_id,
                customers.pressure_state,
                customers.pressure_state is not distinct from customer_pressure.pressure_state
                    and customers.pressure_score is not distinct from
                        customer_pressure.pressure_score as is_as_in_customer_pressure
            from marts.customers
            left join marts.customer_pressure using (customer_id)
        """,
        keys=("customer_id", "pressure_state"),
        reads={
            "customers": ("customer_id", "pressure_score", "pressure_state"),
            "customer_pressure": ("customer_id", "pressure_score", "pressure_state"),
        },
        expectations=[
            holds(
                "is_as_in_customer_pressure",
                CRITICAL,
                "Customers carry the score and state of customer_pressure",
            )
        ],
    )
