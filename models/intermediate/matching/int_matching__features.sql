-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with record_features as (
    select * from {{ ref('int_matching__record_features') }}
),

record_numbers as (
    select * from {{ ref('int_matching__record_numbers') }}
),

match_weights as (
    select * from {{ ref('match_weights') }}
    where level = 'exact' or (comparison = 'place' and level = 'postal_code')
),

settings as (
    select * from {{ ref('int_matching__settings') }}
),

rarest as (
    select
        {%- for comparison in match_rarities() %}
        max(case when comparison = '{{ comparison }}' then u_probability end) as {{ comparison }}_u,
        max(case when comparison = '{{ comparison }}' then rarest_u_probability end)
            as {{ comparison }}_rarest{{ ',' if not loop.last }}
        {%- endfor %}
    from match_weights
),

-- Rounded to whole bits, so that one more record hardly ever changes the weight of other records' values.
final as (
    select
        record_features.*,
        record_numbers.record_number
        {%- for comparison, feature in match_rarities().items() %},
        case
            when record_features.{{ feature }} is not null
                then {{ rarity_bits('record_features.' ~ feature, 'rarest.' ~ comparison) }}
        end as {{ comparison }}_rarity
        {%- endfor %}
    from record_features
    inner join record_numbers on record_features.record_id = record_numbers.record_id
    cross join settings
    cross join rarest
)

select * from final
