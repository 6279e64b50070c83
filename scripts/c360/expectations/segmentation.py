"""Suite ``segmentation``: scores in range, given to buyers only, spread over the five values."""

from great_expectations import expectations as gxe

from c360.expectations.subject import CRITICAL, Built, Subject, holds, within

SUITE = "segmentation"
SCORES = ("recency_score", "frequency_score", "monetary_score")


def subjects(built: Built) -> list[Subject]:
    """The scores of every customer, and how many share each score."""
    return [_scores(), _agreement(), _spread(built)]


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
