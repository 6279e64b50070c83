with customers as (
    select * from {{ ref('int_identity__customers') }}
),

channel_pressure as (
    select * from {{ ref('customer_channel_pressure') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

totals as (
    select
        customer_id,
        count(*) as channel_count,
        sum(case when is_reachable then 1 else 0 end) as reachable_channel_count,
        sum(case when pressure_state = 'over-pressure' then 1 else 0 end) as over_pressure_channel_count,
        sum(solicitation_count) as solicitation_count,
        sum(case when is_reachable then pressure_load else 0 end) as pressure_load,
        sum(case when is_reachable then pressure_capacity else 0 end) as pressure_capacity,
        max(last_solicited_at) as last_solicited_at,
        max(last_negative_reaction_at) as last_negative_reaction_at
    from channel_pressure
    group by customer_id
),

measured as (
    select
        customers.customer_id,
        totals.last_solicited_at,
        totals.last_negative_reaction_at,
        cast(coalesce(totals.channel_count, 0) as integer) as channel_count,
        cast(coalesce(totals.reachable_channel_count, 0) as integer) as reachable_channel_count,
        cast(coalesce(totals.over_pressure_channel_count, 0) as integer) as over_pressure_channel_count,
        cast(coalesce(totals.solicitation_count, 0) as integer) as solicitation_count,
        cast(coalesce(totals.pressure_load, 0) as decimal(18, 6)) as pressure_load,
        cast(coalesce(totals.pressure_capacity, 0) as decimal(18, 6)) as pressure_capacity
    from customers
    left join totals on customers.customer_id = totals.customer_id
),

weighed as (
    select
        *,
        {{ pressure_ratio('pressure_load', 'pressure_capacity') }} as pressure_ratio
    from measured
),

final as (
    select
        weighed.customer_id,
        case
            when weighed.last_negative_reaction_at is not null then 'over-pressure'
            -- No channel carries a message yet: nobody is contacted.
            when weighed.channel_count = 0 then 'under-pressure'
            when weighed.reachable_channel_count = 0 then 'unreachable'
            else {{ pressure_state('weighed.pressure_ratio') }}
        end as pressure_state,
        weighed.reachable_channel_count,
        weighed.over_pressure_channel_count,
        weighed.solicitation_count,
        weighed.pressure_load,
        weighed.pressure_capacity,
        weighed.pressure_ratio,
        case
            when weighed.reachable_channel_count > 0 then {{ pressure_score('weighed.pressure_ratio') }}
            when weighed.channel_count = 0 then cast(0 as decimal(5, 2))
        end as pressure_score,
        weighed.last_solicited_at,
        weighed.last_negative_reaction_at
    from weighed
    cross join settings
)

select * from final
