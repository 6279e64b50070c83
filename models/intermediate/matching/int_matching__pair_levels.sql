-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with pair_measures as (
    select * from {{ ref('int_matching__pair_measures') }}
),

levels as (
    select * from {{ ref('int_matching__levels') }}
),

features as (
    select * from {{ ref('int_matching__features') }}
),

final as (
    select
        pair_measures.record_number_left,
        pair_measures.record_number_right,
        {%- for comparison in match_comparisons() %}
        {{ comparison }}_levels.level as {{ comparison }}_level,
        {%- endfor %}
        {%- for comparison in match_rarities() %}
        least(left_features.{{ comparison }}_rarity, right_features.{{ comparison }}_rarity)
            as {{ comparison }}_rarity{{ ',' if not loop.last }}
        {%- endfor %}
    from pair_measures
    inner join features as left_features on pair_measures.record_number_left = left_features.record_number
    inner join features as right_features on pair_measures.record_number_right = right_features.record_number
    {%- for comparison, measures in match_comparisons().items() %}
    inner join levels as {{ comparison }}_levels
        on
            {{ comparison }}_levels.comparison = '{{ comparison }}'
            {%- for measure in measures %}
            and pair_measures.{{ measure }} = {{ comparison }}_levels.value_{{ loop.index }}
            {%- endfor %}
    {%- endfor %}
)

select * from final
