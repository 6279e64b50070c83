{{ config(enabled=is_registered('twilio'), materialized='view') }}

with message_events as (
    select * from {{ ref('stg_twilio__message_events') }}
),

calls as (
    select * from {{ ref('stg_twilio__call') }}
    where row_status = 'kept' and number_key is not null and not is_inbound and not is_agent_leg
),

sending_lines as (
    select * from {{ ref('sending_lines') }}
),

name_patterns as (
    select * from {{ ref('transactional_messages') }}
),

-- Texts repeat, so the patterns are held against the distinct ones.
bodies as (
    select distinct
        body,
        {{ lookup_key('body') }} as body_key
    from message_events
    where not is_inbound
),

transactional_bodies as (
    select distinct bodies.body
    from bodies
    inner join name_patterns
        on bodies.body_key like name_patterns.name_pattern
),

-- The first row of what became of a message says whether it arrived, the others what the person did.
deliveries as (
    select
        message_key as event_key,
        *,
        case
            when status in ('delivered', 'read', 'partially_delivered') then 'delivered'
            when status = 'sent' then 'sent'
            when status in ('undelivered', 'failed') then 'bounced'
        end as event
    from message_events
    where not is_inbound
),

readings as (
    select
        message_key || '/read' as event_key,
        *,
        'opened' as event
    from message_events
    where not is_inbound and status = 'read' and updated_at is not null
),

answers as (
    select
        message_key as event_key,
        *,
        case when consent_status is null then 'replied' else 'unsubscribed' end as event
    from message_events
    where is_inbound and sending_number > 0 and coalesce(consent_status, '') <> 'granted'
),

texts as (
    select * from deliveries
    where event is not null
    union all
    select * from readings
    union all
    select * from answers
),

text_touchpoints as (
    select
        {{ entity_id('twilio', 'message', 'texts.event_key') }} as touchpoint_id,
        texts.number_key,
        texts.channel,
        texts.line,
        {{ entity_id(
            'twilio',
            'sending',
            "texts.number_key || '/' || texts.channel || '/' || cast(texts.sending_number as string)"
        ) }} as message_id,
        case when transactional_bodies.body is not null then 'transactional' end as purpose_of_text,
        texts.event,
        case when texts.event in ('delivered', 'sent', 'bounced') then texts.cost end as cost,
        texts.currency,
        case when texts.event = 'opened' then texts.updated_at else texts.occurred_at end as occurred_at
    from texts
    left join transactional_bodies
        on texts.body = transactional_bodies.body
),

-- A call that a machine took has left its message; nobody has answered it. What Twilio charges is not what a call
-- costs, which is the agent's time: the unit cost of the seed channels holds.
ended_calls as (
    select
        calls.*,
        calls.status = 'completed' as is_taken,
        calls.status = 'completed'
        and coalesce(calls.answered_by, 'human') in ('human', 'unknown')
        and coalesce(calls.duration_seconds, 0) >= coalesce(sending_lines.talk_seconds, 0) as is_talk
    from calls
    left join sending_lines
        on calls.line = sending_lines.line
    where calls.status in ('completed', 'busy', 'no-answer', 'failed')
),

call_touchpoints as (
    select
        {{ entity_id('twilio', 'call', 'call_key') }} as touchpoint_id,
        number_key,
        'call_centre' as channel,
        line,
        {{ entity_id('twilio', 'call', 'call_key') }} as message_id,
        cast(null as string) as purpose_of_text,
        case when is_taken then 'delivered' else 'bounced' end as event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        started_at as occurred_at
    from ended_calls
    union all
    select
        {{ entity_id('twilio', 'call', 'call_key') }} || '/talk' as touchpoint_id,
        number_key,
        'call_centre' as channel,
        line,
        {{ entity_id('twilio', 'call', 'call_key') }} as message_id,
        cast(null as string) as purpose_of_text,
        'replied' as event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        started_at as occurred_at
    from ended_calls
    where is_talk
),

contacted as (
    select * from text_touchpoints
    union all
    select * from call_touchpoints
),

final as (
    select
        contacted.touchpoint_id,
        {{ entity_id('twilio', 'number', 'contacted.number_key') }} as record_id,
        contacted.channel,
        {{ entity_id('twilio', 'line', "contacted.line || '/' || contacted.channel") }} as campaign_id,
        contacted.message_id,
        coalesce(contacted.purpose_of_text, sending_lines.purpose, 'marketing') as purpose,
        contacted.event,
        contacted.cost,
        case when contacted.cost is not null then contacted.currency end as currency,
        contacted.occurred_at
    from contacted
    left join sending_lines
        on contacted.line = sending_lines.line
)

select * from final
