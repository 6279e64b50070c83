with conformed_touchpoints as (
    select
        *,
        -- A source that cannot tie the events of a message together sends one message of a campaign per record.
        coalesce(message_id, campaign_id, touchpoint_id) as message_key
    from {{ ref('int_conformed__touchpoints') }}
    where occurred_at <= {{ as_of() }}
),

campaigns as (
    select * from {{ ref('int_conformed__campaigns') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

messages as (
    select
        record_id,
        channel,
        message_key,
        max(campaign_id) as campaign_id,
        max(case when purpose = 'marketing' then 1 else 0 end) = 1 as is_marketing,
        max(case when event = 'sent' then 1 else 0 end) = 1 as is_sent,
        max(case when event = 'delivered' then 1 else 0 end) = 1 as is_delivered,
        max(case when event = 'bounced' then 1 else 0 end) = 1 as is_bounced,
        max(case when event in ('opened', 'clicked') then 1 else 0 end) = 1 as has_open,
        max(case when event in ('clicked', 'replied', 'redeemed') then 1 else 0 end) = 1 as has_click,
        min(case when event in ('sent', 'delivered') then occurred_at end) as sent_at,
        min(case when event in ('opened', 'clicked', 'replied', 'redeemed') then occurred_at end) as responded_at
    from conformed_touchpoints
    where record_id is not null
    group by record_id, channel, message_key
),

final as (
    select
        customer_records.customer_id,
        messages.record_id,
        messages.channel,
        messages.message_key,
        messages.campaign_id,
        case
            when not messages.is_marketing then 'transactional'
            when campaigns.is_personalised then 'personalised'
            else 'mass'
        end as message_type,
        messages.is_delivered or (messages.is_sent and not messages.is_bounced) as has_reached,
        messages.responded_at is not null as has_response,
        messages.has_open,
        messages.has_click,
        messages.sent_at,
        messages.responded_at
    from messages
    left join campaigns on messages.campaign_id = campaigns.campaign_id
    left join customer_records on messages.record_id = customer_records.record_id
)

select * from final
