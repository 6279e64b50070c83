-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with pair_levels as (
    select * from {{ ref('int_matching__pair_levels') }}
),

features as (
    select * from {{ ref('int_matching__features') }}
),

match_weights as (
    select * from {{ ref('match_weights') }}
),

priors as (
    select * from {{ ref('int_matching__priors') }}
),

settings as (
    select * from {{ ref('int_matching__settings') }}
),

level_weights as (
    select
        comparison,
        level,
        log2(m_probability) as match_bits,
        log2(u_probability) as stranger_bits,
        log2(household_probability) as household_bits,
        rarest_u_probability is not null as weighs_rarity
    from match_weights
),

weighed as (
    select
        pair_levels.record_number_left,
        pair_levels.record_number_right,
        {%- for comparison in match_comparisons() %}
        pair_levels.{{ comparison }}_level,
        coalesce({{ comparison }}_weights.match_bits, 0) - coalesce(
            {% if comparison in match_rarities() -%}
            case when {{ comparison }}_weights.weighs_rarity then -pair_levels.{{ comparison }}_rarity end,
            {% endif -%}
            {{ comparison }}_weights.stranger_bits,
            0
        ) as {{ comparison }}_against_stranger,
        coalesce({{ comparison }}_weights.match_bits, 0) - coalesce({{ comparison }}_weights.household_bits, 0)
            as {{ comparison }}_against_household{{ ',' if not loop.last }}
        {%- endfor %}
    from pair_levels
    {%- for comparison in match_comparisons() %}
    left join level_weights as {{ comparison }}_weights
        on
            {{ comparison }}_weights.comparison = '{{ comparison }}'
            and pair_levels.{{ comparison }}_level = {{ comparison }}_weights.level
    {%- endfor %}
),

added as (
    select
        weighed.*,
        priors.match_prior
        {%- for comparison in match_comparisons() %}
        + weighed.{{ comparison }}_against_stranger
        {%- endfor %} as weight_against_stranger,
        priors.match_prior - priors.household_prior
        {%- for comparison in match_comparisons() %}
        + weighed.{{ comparison }}_against_household
        {%- endfor %} as weight_against_household
    from weighed
    cross join priors
),

-- Rounded, so that the last digits of an engine's logarithm decide nothing.
combined as (
    select
        *,
        round(-log2(power(2, -weight_against_stranger) + power(2, -weight_against_household)), 4) as match_weight
    from added
),

final as (
    select
        least(left_features.record_id, right_features.record_id) as record_id_left,
        greatest(left_features.record_id, right_features.record_id) as record_id_right,
        {%- for comparison in match_comparisons() %}
        combined.{{ comparison }}_level,
        {%- endfor %}
        combined.match_weight,
        round(1 / (1 + power(2, -combined.match_weight)), 6) as match_probability,
        combined.weight_against_stranger,
        combined.weight_against_household,
        {%- for comparison in match_comparisons() %}
        combined.{{ comparison }}_against_stranger,
        combined.{{ comparison }}_against_household{{ ',' if not loop.last }}
        {%- endfor %}
    from combined
    inner join features as left_features on combined.record_number_left = left_features.record_number
    inner join features as right_features on combined.record_number_right = right_features.record_number
    cross join settings
    where 1 / (1 + power(2, -combined.match_weight)) >= settings.review_probability
)

select * from final
