-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with features as (
    select * from {{ ref('int_matching__features') }}
),

rules as (
    select * from {{ ref('match_blocking_rules') }}
),

chosen as (
    select
        features.record_number,
        rules.rule,
        rules.largest_block,
        rules.feature_2 is null as ends_after_first,
        rules.feature_3 is null as ends_after_second,
        {%- for number in [1, 2, 3] %}
        case rules.feature_{{ number }}
            {%- for feature in blocking_features() %}
            when '{{ feature }}' then cast(features.{{ feature }} as string)
            {%- endfor %}
        end as value_{{ number }}{{ ',' if not loop.last }}
        {%- endfor %}
    from features
    cross join rules
),

keyed as (
    select
        record_number,
        rule,
        largest_block,
        case
            when ends_after_first then value_1
            when ends_after_second then value_1 || '|' || value_2
            else value_1 || '|' || value_2 || '|' || value_3
        end as block_key
    from chosen
),

final as (
    select
        rule,
        block_key,
        record_number,
        largest_block,
        count(*) over (partition by rule, block_key) as record_count
    from keyed
    where block_key is not null
)

select * from final
