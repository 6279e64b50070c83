-- Made anew in every run, and marked as this run's: the next update compares with it.
{{ config(materialized=kept_up_materialization()) }}

{%- do built_after('int_identity__earlier_probable_links') %}

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
        pair_scores.record_id_left || ' = ' || pair_scores.record_id_right as link_value,
        pair_scores.given_name_level,
        pair_scores.family_name_level,
        pair_scores.birth_date_level,
        pair_scores.email_level,
        pair_scores.phone_level,
        pair_scores.match_weight,
        pair_scores.match_probability,
        round(
            pair_scores.match_weight - log2(settings.match_probability / (1 - settings.match_probability)), 4
        ) as spare_weight,
        round(
            pair_scores.match_weight - log2(settings.sure_probability / (1 - settings.sure_probability)), 4
        ) as sure_weight
    from pair_scores
    cross join settings
    where
        pair_scores.match_probability >= settings.match_probability
        -- Namesakes are many: names are no evidence by themselves, however rare they are in this table.
        and (
            pair_scores.birth_date_against_stranger > 0
            or pair_scores.street_against_stranger > 0
            or pair_scores.place_against_stranger > 0
            or pair_scores.email_against_stranger > 0
            or pair_scores.phone_against_stranger > 0
        )
)

select * from final
