-- Each of the 125 combinations of the three scores has its segment: lists those that have none.
with scores as (
    select 1 as score
    union
    select 2 as score
    union
    select 3 as score
    union
    select 4 as score
    union
    select 5 as score
),

combinations as (
    select
        recency_scores.score as recency_score,
        frequency_scores.score as frequency_score,
        monetary_scores.score as monetary_score
    from scores as recency_scores
    cross join scores as frequency_scores
    cross join scores as monetary_scores
)

select
    combinations.*,
    'rfm_segments.csv: add a row for the scores ' || cast(combinations.recency_score as string) || ', '
    || cast(combinations.frequency_score as string) || ', ' || cast(combinations.monetary_score as string) as problem
from combinations
left join {{ ref('rfm_segments') }} as segments
    on
        combinations.recency_score = segments.recency_score
        and combinations.frequency_score = segments.frequency_score
        and combinations.monetary_score = segments.monetary_score
where segments.rfm_segment is null
