"""Suite ``consent``: every case is decided, and nobody is contacted against a refusal."""

from c360.expectations.subject import CRITICAL, Built, Subject, holds
from c360.marts import literal

SUITE = "consent"


def subjects(built: Built) -> list[Subject]:
    """The decisions, their completeness, refusals on messages, and what the pressure marts read."""
    return [_decisions(built), _completeness(), _refusals(built), _reach()]


def _decisions(built: Built) -> Subject:
    return Subject(
        suite=SUITE,
        title="decisions",
        table="customer_contactability",
        query=f"""
            select
                customer_id, channel, purpose, basis, refusal_reason,
                case when is_contactable
                    then basis is not null and contact_point is not null
                        and legal_clause is not null and refusal_reason is null
                    else refusal_reason is not null and basis is null
                        and contact_point is null
                end as has_its_reason,
                not is_contactable or expires_at is null
                    or expires_at > cast({literal(built.as_of)} as timestamp) as is_not_expired,
                is_contactable or refusal_reason <> 'no rule' as has_a_rule,
                since_at is null
                    or since_at <= cast({literal(built.as_of)} as timestamp) as is_until_as_of
            from marts.customer_contactability
        """,
        keys=("customer_id", "channel", "purpose", "basis", "refusal_reason"),
        reads={
            "customer_contactability": (
                *("customer_id", "channel", "purpose", "contact_point", "basis", "legal_clause"),
                *("refusal_reason", "is_contactable", "since_at", "expires_at"),
            )
        },
        expectations=[
            holds("has_its_reason", CRITICAL, "Each decision has its basis or its reason"),
            holds("is_not_expired", CRITICAL, "Nobody is contacted on an expired consent"),
            holds("has_a_rule", CRITICAL, "Each case has a row of consent_rules.csv"),
            holds("is_until_as_of", CRITICAL, "Nothing that was said after as_of counts"),
        ],
    )


def _completeness() -> Subject:
    return Subject(
        suite=SUITE,
        title="decisions of each customer",
        table="customer_contactability",
        query="""
            select
                customers.customer_id,
                count(contactability.channel) as decisions,
                count(contactability.channel) = (
                    select count(distinct (channel, purpose)) from marts.customer_contactability
                ) and count(contactability.channel) > 0 as has_all_decisions
            from marts.customers
            left join marts.customer_contactability as contactability using (customer_id)
            group by customers.customer_id
        """,
        keys=("customer_id", "decisions"),
        reads={
            "customers": ("customer_id",),
            "customer_contactability": ("customer_id", "channel", "purpose"),
        },
        expectations=[
            holds("has_all_decisions", CRITICAL, "Every customer has each channel and purpose")
        ],
    )


def _refusals(built: Built) -> Subject:
    """From the touchpoints themselves, not from what the model made of them."""
    return Subject(
        suite=SUITE,
        title="refusals on messages",
        table="customer_contactability",
        query=f"""
            with refusals as (
                select customer_id, channel, max(occurred_at) as refused_at
                from marts.touchpoints
                where event in ('unsubscribed', 'complained')
                    and occurred_at <= cast({literal(built.as_of)} as timestamp)
                group by customer_id, channel
            )
            select
                customer_id, channel, refused_at, basis, since_at,
                not is_contactable
                    or coalesce(basis = 'express' and since_at > refused_at, false)
                    as is_refusal_heeded
            from refusals
            inner join marts.customer_contactability as contactability using (customer_id, channel)
            where contactability.purpose = 'marketing'
        """,
        keys=("customer_id", "channel", "refused_at", "basis", "since_at"),
        reads={
            "touchpoints": ("customer_id", "channel", "event", "occurred_at"),
            "customer_contactability": (
                *("customer_id", "channel", "purpose", "basis", "is_contactable", "since_at"),
            ),
        },
        expectations=[
            holds(
                "is_refusal_heeded",
                CRITICAL,
                "After an unsubscribe or a spam report only a newer express consent counts",
            )
        ],
    )


def _reach() -> Subject:
    return Subject(
        suite=SUITE,
        title="reach by consent",
        table="customer_channel_pressure",
        query="""
            select
                pressure.customer_id, pressure.channel,
                not pressure.is_reachable or coalesce(contactability.is_contactable, false)
                    as is_reached_with_consent
            from marts.customer_channel_pressure as pressure
            left join marts.customer_contactability as contactability
                on pressure.customer_id = contactability.customer_id
                and pressure.channel = contactability.channel
                and contactability.purpose = 'marketing'
        """,
        keys=("customer_id", "channel"),
        reads={
            "customer_channel_pressure": ("customer_id", "channel", "is_reachable"),
            "customer_contactability": ("customer_id", "channel", "purpose", "is_contactable"),
        },
        expectations=[
            holds(
                "is_reached_with_consent",
                CRITICAL,
                "Nobody is called reachable whom we may not contact",
            )
        ],
    )
