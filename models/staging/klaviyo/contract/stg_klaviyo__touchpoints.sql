{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with message_events as (
    select
        *,
        coalesce(campaign_key, flow_message_key, flow_key) as message_key
    from {{ ref('stg_klaviyo__message_events') }}
    where event is not null
),

campaigns as (
    select * from {{ ref('stg_klaviyo__campaign') }}
    where row_status = 'kept'
),

name_patterns as (
    select * from {{ ref('transactional_messages') }}
),

-- A flow sends the same message to the same person time and again. Events name the message, not the sending:
-- they belong to the last one before them.
sendings as (
    select
        *,
        sum(case when event in ('delivered', 'bounced') then 1 else 0 end) over (
            partition by person_key, channel, message_key
            order by
                occurred_at nulls last,
                case when event in ('delivered', 'bounced') then 0 else 1 end,
                event_key nulls last
            rows between unbounded preceding and current row
        ) as sending_number
    from message_events
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
        {{ entity_id('klaviyo', 'event', 'sendings.event_key') }} as touchpoint_id,
        {{ entity_id('klaviyo', 'person', 'sendings.person_key') }} as record_id,
        sendings.channel,
        {{ entity_id('klaviyo', 'campaign', 'campaigns.campaign_key') }} as campaign_id,
        {{ entity_id(
            'klaviyo',
            'message',
            "sendings.person_key || '/' || sendings.message_key || '/' || cast(sendings.sending_number as string)"
        ) }} as message_id,
        case
            when transactional_campaigns.campaign_key is not null
                or transactional_names.name_key is not null
                then 'transactional'
            else 'marketing'
        end as purpose,
        sendings.event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        sendings.occurred_at
    from sendings
    left join campaigns
        on sendings.campaign_key = campaigns.campaign_key
    left join transactional_campaigns
        on sendings.campaign_key = transactional_campaigns.campaign_key
    left join transactional_names
        on {{ lookup_key('sendings.message_name') }} = transactional_names.name_key
)

select * from final
