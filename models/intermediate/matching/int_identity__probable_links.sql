with pair_scores as (
    select * from {{ ref('int_matching__pair_scores') }}
),

settings as (
    select * from {{ ref('int_matching__settings') }}
),

final as (
    select
        pair_scores.record_id_left,
        pair_scores.record_id_right,
        pair_scores.match_weight,
        pair_scores.match_probability
    from pair_scores
    cross join settings
    where pair_scores.match_probability >= settings.match_probability
)

select * from final
