{%- set features = [
    'given_name', 'given_name_root', 'family_name', 'birth_date', 'birth_year', 'birth_month', 'birth_day',
    'house_number', 'street', 'street_line', 'street_line_2', 'city', 'postal_code',
    'email', 'email_local', 'email_domain', 'email_digits', 'email_names', 'phone',
] %}

{{ config(
    materialized=kept_up_materialization(),
    concerned='int_matching__changed_pairs', concerned_by=['record_number_left', 'record_number_right']
) }}

-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with candidate_pairs as (
    {{ concerned_rows('int_matching__candidate_pairs', 'int_matching__changed_pairs', by={
        'record_number_left': 'record_number_left', 'record_number_right': 'record_number_right',
    }) }}
),

features as (
    select * from {{ ref('int_matching__features') }}
),

pairs as (
    select
        {%- for side in ['left', 'right'] %}
        candidate_pairs.record_number_{{ side }},
        {%- set is_last = loop.last %}
        {%- for feature in features %}
        {{ side }}_features.{{ feature }} as {{ feature }}_{{ side }}{{ ',' if not (is_last and loop.last) }}
        {%- endfor %}
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
        {{ expression }} as {{ measure }}{{ ',' if not loop.last }}
        {%- endfor %}
    from aligned
)

select * from final
