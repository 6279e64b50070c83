with pair_scores as (
    select * from {{ ref('int_matching__pair_scores') }}
),

probable_links as (
    select * from {{ ref('int_identity__probable_links') }}
),

evidence as (
    {%- for comparison in match_comparisons() %}
    select
        record_id_left,
        record_id_right,
        '{{ comparison }}' as comparison,
        {{ comparison }}_level as level,
        {{ comparison }}_against_stranger as bits_against_stranger,
        {{ comparison }}_against_household as bits_against_household,
        match_weight,
        match_probability
    from pair_scores
    where {{ comparison }}_level <> 'missing'
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        evidence.record_id_left,
        evidence.record_id_right,
        evidence.comparison,
        evidence.level,
        round(evidence.bits_against_stranger, 4) as bits_against_stranger,
        round(evidence.bits_against_household, 4) as bits_against_household,
        evidence.match_weight,
        evidence.match_probability,
        probable_links.record_id_left is not null as is_link
    from evidence
    left join probable_links
        on
            evidence.record_id_left = probable_links.record_id_left
            and evidence.record_id_right = probable_links.record_id_right
)

select * from final
