{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with events as (
    select * from {{ ref('stg_klaviyo__event') }}
    where row_status = 'kept' and not is_deleted
),

metrics as (
    select * from {{ ref('stg_klaviyo__metric') }}
    where row_status = 'kept'
),

-- An empty cell is nothing, however the engine loads it.
metric_meanings as (
    select
        metric_name,
        channel,
        nullif(event, '') as event,
        nullif(consent_status, '') as consent_status
    from {{ ref('klaviyo_metrics') }}
),

-- The event's own type is the metric's name at that time; exports of some accounts leave it empty.
named_events as (
    select
        events.*,
        {{ lookup_key('coalesce(events.event_type, metrics.name)') }} as metric_name
    from events
    left join metrics
        on events.metric_key = metrics.metric_key
),

final as (
    select
        named_events.event_key,
        named_events.person_key,
        named_events.campaign_key,
        named_events.flow_key,
        named_events.flow_message_key,
        named_events.message_name,
        named_events.list_name,
        metric_meanings.channel,
        metric_meanings.event,
        metric_meanings.consent_status,
        named_events.occurred_at
    from named_events
    inner join metric_meanings
        on named_events.metric_name = metric_meanings.metric_name
)

select * from final
