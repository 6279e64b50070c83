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
        -- A closed channel has no ratio: its own row is over-pressure, the others' tell the customer's.
        sum(case when is_reachable then pressure_ratio end) as pressure_ratio,
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
        cast(totals.pressure_ratio as decimal(18, 6)) as pressure_ratio
    from customers
    left join totals on customers.customer_id = totals.customer_id
),

final as (
    select
        measured.customer_id,
        case
            when measured.last_negative_reaction_at is not null then 'over-pressure'
            -- No channel carries a message yet: nobody is contacted.
            when measured.channel_count = 0 then 'under-pressure'
            when measured.reachable_channel_count = 0 then 'unreachable'
            else {{ pressure_state('measured.pressure_ratio') }}
        end as pressure_state,
        measured.reachable_channel_count,
        measured.over_pressure_channel_count,
        measured.solicitation_count,
        measured.pressure_load,
        measured.pressure_ratio,
        case
            when measured.reachable_channel_count > 0 then {{ pressure_score('measured.pressure_ratio') }}
            when measured.channel_count = 0 then cast(0 as decimal(5, 2))
        end as pressure_score,
        measured.last_solicited_at,
        measured.last_negative_reaction_at
    from measured
    cross join settings
)

select * from final
