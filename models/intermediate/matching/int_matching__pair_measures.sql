{%- set features = [
    'given_name', 'given_name_root', 'family_name', 'birth_date', 'birth_year', 'birth_month', 'birth_day',
    'house_number', 'street', 'street_line', 'street_line_2', 'city', 'postal_code',
    'email', 'email_local', 'email_domain', 'email_digits', 'email_names', 'phone',
] %}

-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with candidate_pairs as (
    select * from {{ ref('int_matching__candidate_pairs') }}
),

features as (
    select * from {{ ref('int_matching__features') }}
),

pairs as (
    select
        {%- for side in ['left', 'right'] %}
        candidate_pairs.record_number_{{ side }},
        {%- for feature in features %}
        {{ side }}_features.{{ feature }} as {{ feature }}_{{ side }},
        {%- endfor %}
        {%- endfor %}
        {%- for comparison in match_rarities() %}
        least(left_features.{{ comparison }}_rarity, right_features.{{ comparison }}_rarity)
            as {{ comparison }}_rarity{{ ',' if not loop.last }}
        {%- endfor %}
    from candidate_pairs
    inner join features as left_features on candidate_pairs.record_number_left = left_features.record_number
    inner join features as right_features on candidate_pairs.record_number_right = right_features.record_number
),

ordered as (
    select
        *,
        {{ names_are_swapped() }} as names_are_swapped
    from pairs
),

aligned as (
    select
        *,
        {%- for column, expression in aligned_names().items() %}
        {{ expression }} as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from ordered
),

final as (
    select
        record_number_left,
        record_number_right,
        names_are_swapped,
        {%- for measure, expression in match_measures().items() %}
        {{ expression }} as {{ measure }},
        {%- endfor %}
        {%- for comparison in match_rarities() %}
        {{ comparison }}_rarity{{ ',' if not loop.last }}
        {%- endfor %}
    from aligned
)

select * from final
