-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with match_settings as (
    select * from {{ ref('match_settings') }}
),

final as (
    select
        {%- for setting in match_settings() %}
        max(case when setting = '{{ setting }}' then value end) as {{ setting }}{{ ',' if not loop.last }}
        {%- endfor %}
    from match_settings
)

select * from final
