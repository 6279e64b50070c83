"""Suite ``pressure``: scores, states, few over-pressure, nobody eligible without consent."""

from great_expectations import expectations as gxe

from c360.expectations.subject import CRITICAL, Built, Measure, Subject, holds, measures_of, rows_of

SUITE = "pressure"
STATES = ["under-pressure", "balance", "over-pressure", "unreachable"]


def subjects(built: Built) -> list[Subject]:
    """Per customer, per channel, by week, on the customers, and the share over-pressure."""
    return [
        _judged("customer_pressure", ("customer_id",)),
        _judged("customer_channel_pressure", ("customer_id", "channel")),
        _judged("customer_pressure_history", ("customer_id", "channel", "week_end_date")),
        _weeks(),
        _eligibility(),
        _signals(),
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


def _weeks() -> Subject:
    """The history ends before as_of, and each of its weeks ends on a Sunday."""
    return Subject(
        suite=SUITE,
        title="weeks of the history",
        table="customer_pressure_history",
        query="""
            select week_end_date, dayofweek(week_end_date) = 0 as is_sunday
            from marts.customer_pressure_history
            group by week_end_date
            order by week_end_date
        """,
        keys=("week_end_date",),
        reads={"customer_pressure_history": ("week_end_date",)},
        expectations=[holds("is_sunday", CRITICAL, "A week of the history ends on a Sunday")],
    )


def _eligibility() -> Subject:
    """Who may get one more message has a valid consent and no reason against it."""
    return Subject(
        suite=SUITE,
        title="eligibility",
        table="customer_channel_eligibility",
        query="""
            select
                eligibility.customer_id,
                eligibility.channel,
                eligibility.refusal_reason,
                not eligibility.is_eligible or coalesce(contactability.is_contactable, false)
                    as is_contactable_if_eligible,
                eligibility.is_eligible = (eligibility.refusal_reason is null)
                    as is_refused_with_a_reason,
                eligibility.pressure_state is not distinct from pressure.pressure_state
                    as is_in_the_state_of_the_channel
            from marts.customer_channel_eligibility as eligibility
            left join marts.customer_contactability as contactability
                on eligibility.customer_id = contactability.customer_id
                and eligibility.channel = contactability.channel
                and contactability.purpose = 'marketing'
            left join marts.customer_channel_pressure as pressure
                on eligibility.customer_id = pressure.customer_id
                and eligibility.channel = pressure.channel
        """,
        keys=("customer_id", "channel", "refusal_reason"),
        reads={
            "customer_channel_eligibility": (
                "customer_id",
                "channel",
                "is_eligible",
                "pressure_state",
                "refusal_reason",
            ),
            "customer_contactability": ("customer_id", "channel", "purpose", "is_contactable"),
            "customer_channel_pressure": ("customer_id", "channel", "pressure_state"),
        },
        expectations=[
            holds(
                "is_contactable_if_eligible", CRITICAL, "Nobody is eligible without a valid consent"
            ),
            holds("is_refused_with_a_reason", CRITICAL, "Each refusal names its reason"),
            holds(
                "is_in_the_state_of_the_channel",
                CRITICAL,
                "The plan follows the state of customer_channel_pressure",
            ),
        ],
    )


def _signals() -> Subject:
    """Only judged weeks are told, each with its plan, and a channel shift is no alert."""
    return Subject(
        suite=SUITE,
        title="signs of over-pressure",
        table="pressure_signals",
        query="""
            select
                brand, channel, sign, week_end_date, signal_state,
                dayofweek(week_end_date) = 0 as is_sunday,
                is_judged or signal_state = 'normal' as is_told_when_judged,
                (plan is not null) = (signal_state <> 'normal' or is_channel_shift) as has_its_plan,
                not is_channel_shift or signal_state = 'normal' as is_no_alert_when_shifted
            from marts.pressure_signals
        """,
        keys=("brand", "channel", "sign", "week_end_date", "signal_state"),
        reads={
            "pressure_signals": (
                "brand",
                "channel",
                "sign",
                "week_end_date",
                "signal_state",
                "is_judged",
                "is_channel_shift",
                "plan",
            )
        },
        expectations=[
            gxe.ExpectColumnValuesToBeInSet(
                column="signal_state",
                value_set=["normal", "watch", "alert"],
                severity=CRITICAL,
                description="A sign is normal, watch or alert",
            ),
            holds("is_sunday", CRITICAL, "A week of signs ends on a Sunday"),
            holds("is_told_when_judged", CRITICAL, "Weeks of too little volume are not judged"),
            holds("has_its_plan", CRITICAL, "What is not normal has a plan"),
            holds("is_no_alert_when_shifted", CRITICAL, "A channel shift is no alert"),
        ],
    )


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
