"""Suite ``segmentation``: scores of buyers only and spread, every customer once in each family."""

from great_expectations import expectations as gxe

from c360.expectations.subject import CRITICAL, Built, Subject, holds, within
from c360.marts import literal

SUITE = "segmentation"
SCORES = ("recency_score", "frequency_score", "monetary_score")


def subjects(built: Built) -> list[Subject]:
    """The scores of every customer, how many share each, and the families of segments."""
    return [
        *(_scores(), _agreement(), _spread(built)),
        *(_prospects(), _families(built), _segments_of_families()),
    ]


def _scores() -> Subject:
    """Who has one score has all three (definition 2: never-buyers are never scored)."""
    columns = ", ".join(SCORES)
    return Subject(
        suite=SUITE,
        title="scores",
        table="customer_rfm",
        query=f"""
            select
                customer_id, rfm_segment, {columns},
                (recency_score is null) = (frequency_score is null)
                    and (recency_score is null) = (monetary_score is null) as is_scored_whole
            from marts.customer_rfm
        """,
        keys=("customer_id", "rfm_segment"),
        reads={"customer_rfm": ("customer_id", "rfm_segment", *SCORES)},
        expectations=[
            *(
                gxe.ExpectColumnValuesToBeInSet(
                    column=score,
                    value_set=[1, 2, 3, 4, 5],
                    severity=CRITICAL,
                    description="A score is a whole number from 1 to 5",
                )
                for score in SCORES
            ),
            gxe.ExpectColumnValuesToNotBeNull(
                column="rfm_segment", severity=CRITICAL, description="Everybody has a segment"
            ),
            holds("is_scored_whole", CRITICAL, "Who has one score has all three"),
        ],
    )


def _agreement() -> Subject:
    same = " and ".join(
        f"customers.{score} is not distinct from customer_rfm.{score}"
        for score in (*SCORES, "rfm_segment")
    )
    return Subject(
        suite=SUITE,
        title="scores of customers",
        table="customers",
        query=f"""
            select
                customers.customer_id,
                customers.rfm_segment,
                customers.order_count,
                {same} as is_as_in_customer_rfm,
                customers.recency_score is null or customers.order_count > 0 as is_buyer_if_scored
            from marts.customers
            left join marts.customer_rfm using (customer_id)
        """,
        keys=("customer_id", "rfm_segment", "order_count"),
        reads={
            "customers": ("customer_id", "order_count", "rfm_segment", *SCORES),
            "customer_rfm": ("customer_id", "rfm_segment", *SCORES),
        },
        expectations=[
            holds("is_as_in_customer_rfm", CRITICAL, "Customers carry the scores of customer_rfm"),
            holds("is_buyer_if_scored", CRITICAL, "Never-buyers have no score"),
        ],
    )


def _spread(built: Built) -> Subject:
    """One row per dimension and score: a score that nearly everybody has says nothing."""
    limits = built.thresholds.limits("rfm_score_share")
    scores = " union all ".join(
        f"select '{score}' as dimension, {score} as score from marts.customer_rfm"
        f" where {score} is not null"
        for score in SCORES
    )
    return Subject(
        suite=SUITE,
        title="spread of scores",
        table="customer_rfm",
        query=f"""
            select
                dimension,
                score,
                case when sum(count(*)) over dimensions >= {limits.least_rows}
                    then count(*) / sum(count(*)) over dimensions end as rfm_score_share
            from ({scores}) as scores
            group by dimension, score
            window dimensions as (partition by dimension)
            order by dimension, score
        """,
        keys=("dimension", "score"),
        reads={"customer_rfm": SCORES},
        expectations=[within("rfm_score_share", limits)],
    )


def _prospects() -> Subject:
    """Never-buyers are kept apart, the same ones everywhere."""
    return Subject(
        suite=SUITE,
        title="prospects",
        table="customer_lifecycle",
        query="""
            select
                customer_lifecycle.customer_id,
                customer_lifecycle.lifecycle_stage,
                customer_rfm.rfm_segment,
                (customer_lifecycle.lifecycle_stage = 'prospect')
                    is not distinct from (customer_rfm.rfm_segment = 'never bought')
                    as is_prospect_if_never_bought
            from marts.customer_lifecycle
            left join marts.customer_rfm using (customer_id)
        """,
        keys=("customer_id", "lifecycle_stage", "rfm_segment"),
        reads={
            "customer_lifecycle": ("customer_id", "lifecycle_stage"),
            "customer_rfm": ("customer_id", "rfm_segment"),
        },
        expectations=[
            holds("is_prospect_if_never_bought", CRITICAL, "Prospects are who never bought")
        ],
    )


def _families(built: Built) -> Subject:
    """One row per family: it has every customer once, and few of them moved in one day."""
    limits = built.thresholds.limits("segment_moved_share")
    return Subject(
        suite=SUITE,
        title="families of segments",
        table="customer_segments",
        query=f"""
            select
                family,
                count(*) = (select count(*) from marts.customers)
                    and count(*) = count(distinct customer_id) as has_every_customer_once,
                case when count(*) >= {limits.least_rows} then cast(
                    count(*) filter (
                        previous_segment is not null
                        and since_date = cast(cast({literal(built.as_of)} as timestamp) as date)
                    ) / count(*) as double
                ) end as segment_moved_share
            from marts.customer_segments
            group by family
            order by family
        """,
        keys=("family",),
        reads={
            "customer_segments": ("customer_id", "family", "previous_segment", "since_date"),
            "customers": ("customer_id",),
        },
        expectations=[
            holds("has_every_customer_once", CRITICAL, "A family adds up to all customers"),
            within("segment_moved_share", limits),
        ],
    )


def _segments_of_families() -> Subject:
    """What customer_segments says is what the marts of two families say, which everybody is in."""
    return Subject(
        suite=SUITE,
        title="segments of families",
        table="customer_segments",
        query="""
            select
                customer_segments.customer_id,
                customer_segments.family,
                customer_segments.segment,
                customer_segments.segment is not distinct from case customer_segments.family
                    when 'rfm' then customer_rfm.rfm_segment
                    else customer_lifecycle.lifecycle_stage
                end as is_as_in_its_mart
            from marts.customer_segments
            left join marts.customer_rfm using (customer_id)
            left join marts.customer_lifecycle using (customer_id)
            where customer_segments.family in ('rfm', 'lifecycle')
        """,
        keys=("customer_id", "family", "segment"),
        reads={
            "customer_segments": ("customer_id", "family", "segment"),
            "customer_rfm": ("customer_id", "rfm_segment"),
            "customer_lifecycle": ("customer_id", "lifecycle_stage"),
        },
        expectations=[
            holds("is_as_in_its_mart", CRITICAL, "The current segment is that of its own mart")
        ],
    )
