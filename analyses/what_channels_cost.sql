-- What each channel has cost over the last 28 days, by the state that its customers are in now: money spent on
-- over-pressure is the first to save. A message costs what its tool says, else the unit cost of the seed channels.
with customer_channel_pressure as (
    select * from {{ ref('customer_channel_pressure') }}
),

solicitations as (
    select
        customer_id,
        record_id,
        channel,
        message_key
    from {{ ref('int_engagement__solicitations') }}
    where
        age_days < 28
        and solicited_at <= {{ as_of() }}
),

paid as (
    select
        record_id,
        channel,
        coalesce(message_id, campaign_id, touchpoint_id) as message_key,
        sum(cost) as cost
    from {{ ref('touchpoints') }}
    group by record_id, channel, coalesce(message_id, campaign_id, touchpoint_id)
),

channels as (
    select
        channel,
        label,
        unit_cost
    from {{ ref('channels') }}
),

costs as (
    select
        solicitations.customer_id,
        solicitations.channel,
        count(*) as messages,
        sum(coalesce(paid.cost, channels.unit_cost)) as cost
    from solicitations
    inner join channels on solicitations.channel = channels.channel
    left join paid
        on
            solicitations.record_id = paid.record_id
            and solicitations.channel = paid.channel
            and solicitations.message_key = paid.message_key
    group by solicitations.customer_id, solicitations.channel
)

select
    channels.label,
    customer_channel_pressure.pressure_state,
    count(*) as customers,
    coalesce(sum(costs.messages), 0) as messages,
    round(coalesce(sum(costs.cost), 0), 2) as cost,
    round(sum(costs.cost) / nullif(sum(costs.messages), 0), 4) as cost_per_message
from customer_channel_pressure
inner join channels on customer_channel_pressure.channel = channels.channel
left join costs
    on
        customer_channel_pressure.customer_id = costs.customer_id
        and customer_channel_pressure.channel = costs.channel
group by channels.label, customer_channel_pressure.pressure_state
order by channels.label, customers desc
