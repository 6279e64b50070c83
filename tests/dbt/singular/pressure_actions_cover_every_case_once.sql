-- Every channel × pressure state × value segment has exactly one action: lists the cases that none or several rows
-- decide.
with actions as (
    select * from {{ ref('pressure_actions') }}
),

channels as (
    select * from {{ ref('channels') }}
),

states as (
    select 'under-pressure' as pressure_state
    union all
    select 'balance' as pressure_state
    union all
    select 'over-pressure' as pressure_state
    union all
    select 'unreachable' as pressure_state
),

segments as (
    {%- for segment in range(1, 6) %}
    select '{{ segment }}' as value_segment
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

decided as (
    select
        channels.channel || ', ' || states.pressure_state || ', segment ' || segments.value_segment as decided_case,
        count(actions.action) as action_count
    from channels
    cross join states
    cross join segments
    left join actions
        on
            states.pressure_state = actions.pressure_state
            and actions.channel in ('*', channels.channel)
            and actions.value_segment in ('*', segments.value_segment)
    group by channels.channel, states.pressure_state, segments.value_segment
)

select
    decided_case,
    action_count,
    case
        when action_count = 0 then 'pressure_actions.csv: no row for '
        else 'pressure_actions.csv: ' || cast(action_count as string) || ' rows, those with * included, for '
    end
    || decided_case || ': each case needs exactly one' as problem
from decided
where action_count <> 1
order by decided_case
