{{ config(enabled=is_registered('hubspot'), materialized='view') }}

with events as (
    select
        *,
        case event_type
            when 'sent' then 'sent'
            when 'delivered' then 'delivered'
            when 'bounce' then 'bounced'
            when 'open' then 'opened'
            when 'click' then 'clicked'
            when 'spamreport' then 'complained'
        end as event
    from {{ ref('stg_hubspot__email_event') }}
    where row_status = 'kept' and not is_filtered and not is_obsolete
),

campaigns as (
    select * from {{ ref('stg_hubspot__email_campaign') }}
    where row_status = 'kept'
),

name_patterns as (
    select * from {{ ref('transactional_messages') }}
),

names as (
    select
        campaign_key,
        {{ lookup_key('name') }} as name_key
    from campaigns
    union
    select
        campaign_key,
        {{ lookup_key('subject') }} as name_key
    from campaigns
),

transactional_campaigns as (
    select distinct names.campaign_key
    from names
    inner join name_patterns
        on names.name_key like name_patterns.name_pattern
    union
    -- An e-mail that a program asked HubSpot to send, one at a time: receipts and the like.
    select campaign_key
    from campaigns
    where campaign_type = 'single_send_api'
),

final as (
    select
        {{ entity_id('hubspot', 'email_event', 'events.event_key') }} as touchpoint_id,
        {{ entity_id('hubspot', 'recipient', 'events.recipient') }} as record_id,
        'email' as channel,
        {{ entity_id('hubspot', 'email_campaign', 'campaigns.campaign_key') }} as campaign_id,
        {{ entity_id('hubspot', 'message', 'coalesce(events.sending_key, events.event_key)') }} as message_id,
        case when transactional_campaigns.campaign_key is not null then 'transactional' else 'marketing' end as purpose,
        events.event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        events.occurred_at
    from events
    left join campaigns
        on events.campaign_key = campaigns.campaign_key
    left join transactional_campaigns
        on events.campaign_key = transactional_campaigns.campaign_key
    where events.event is not null
)

select * from final
