{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with message_events as (
    select * from {{ ref('stg_klaviyo__message_events') }}
    where event is not null
),

campaigns as (
    select * from {{ ref('stg_klaviyo__campaign') }}
    where row_status = 'kept'
),

name_patterns as (
    select * from {{ ref('transactional_messages') }}
),

-- Names are few and events are many, so the patterns are held against the distinct names only.
message_names as (
    select {{ lookup_key('name') }} as name_key from campaigns
    union
    select {{ lookup_key('campaign_type') }} as name_key from campaigns
    union
    select {{ lookup_key('message_name') }} as name_key from message_events
),

transactional_names as (
    select distinct message_names.name_key
    from message_names
    inner join name_patterns
        on message_names.name_key like name_patterns.name_pattern
),

transactional_campaigns as (
    select distinct campaigns.campaign_key
    from campaigns
    inner join transactional_names
        on {{ lookup_key('campaigns.name') }} = transactional_names.name_key
            or {{ lookup_key('campaigns.campaign_type') }} = transactional_names.name_key
),

final as (
    select
        {{ entity_id('klaviyo', 'event', 'message_events.event_key') }} as touchpoint_id,
        {{ entity_id('klaviyo', 'person', 'message_events.person_key') }} as record_id,
        message_events.channel,
        {{ entity_id('klaviyo', 'campaign', 'campaigns.campaign_key') }} as campaign_id,
        {{ entity_id(
            'klaviyo',
            'message',
            "message_events.person_key || '/' || coalesce(message_events.campaign_key, message_events.flow_message_key)"
        ) }} as message_id,
        case
            when transactional_campaigns.campaign_key is not null
                or transactional_names.name_key is not null
                then 'transactional'
            else 'marketing'
        end as purpose,
        message_events.event,
        cast(null as decimal(18, 4)) as cost,
        message_events.occurred_at
    from message_events
    left join campaigns
        on message_events.campaign_key = campaigns.campaign_key
    left join transactional_campaigns
        on message_events.campaign_key = transactional_campaigns.campaign_key
    left join transactional_names
        on {{ lookup_key('message_events.message_name') }} = transactional_names.name_key
)

select * from final
