-- What each channel has cost over the last 28 days, by the state that its customers are in now: money spent on
-- over-pressure is the first to save. A message costs what its tool says; where it does not, what an impression of the
-- channel's campaigns has cost; else the unit cost of the seed channels. What campaigns have cost beyond the messages
-- of known customers went to people whom nobody knows: the state 'not known'.
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

spent as (
    select
        channel,
        sum(cost) as cost,
        sum(impressions) as impressions
    from {{ ref('campaign_costs') }}
    where cast(cost_date as timestamp) > {{ add_days(as_of(), -28) }}
    group by channel
),

messages as (
    select
        solicitations.customer_id,
        solicitations.channel,
        coalesce(
            paid.cost,
            cast(spent.cost as double) / nullif(spent.impressions, 0),
            channels.unit_cost
        ) as cost,
        paid.cost is null as is_part_of_campaigns
    from solicitations
    inner join channels on solicitations.channel = channels.channel
    left join spent on solicitations.channel = spent.channel
    left join paid
        on
            solicitations.record_id = paid.record_id
            and solicitations.channel = paid.channel
            and solicitations.message_key = paid.message_key
),

costs as (
    select
        customer_id,
        channel,
        count(*) as messages,
        sum(cost) as cost,
        sum(case when is_part_of_campaigns then cost else 0 end) as cost_within_campaigns
    from messages
    group by customer_id, channel
),

known as (
    select
        customer_channel_pressure.channel,
        customer_channel_pressure.pressure_state,
        count(*) as customers,
        coalesce(sum(costs.messages), 0) as messages,
        coalesce(sum(costs.cost), 0) as cost,
        coalesce(sum(costs.cost_within_campaigns), 0) as cost_within_campaigns
    from customer_channel_pressure
    left join costs
        on
            customer_channel_pressure.customer_id = costs.customer_id
            and customer_channel_pressure.channel = costs.channel
    group by customer_channel_pressure.channel, customer_channel_pressure.pressure_state
),

known_by_channel as (
    select
        channel,
        sum(cost_within_campaigns) as cost_within_campaigns
    from known
    group by channel
),

not_known as (
    select
        spent.channel,
        'not known' as pressure_state,
        cast(null as bigint) as customers,
        cast(null as bigint) as messages,
        spent.cost - coalesce(known_by_channel.cost_within_campaigns, 0) as cost
    from spent
    left join known_by_channel on spent.channel = known_by_channel.channel
    where spent.cost > coalesce(known_by_channel.cost_within_campaigns, 0)
),

lines as (
    select
        channel,
        pressure_state,
        customers,
        messages,
        cost
    from known
    union all
    select * from not_known
)

select
    channels.label,
    lines.pressure_state,
    lines.customers,
    lines.messages,
    round(lines.cost, 2) as cost,
    round(lines.cost / nullif(lines.messages, 0), 4) as cost_per_message
from lines
inner join channels on lines.channel = channels.channel
order by channels.label, lines.customers desc
