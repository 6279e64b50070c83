{{ config(enabled=is_registered('twilio'), materialized='view') }}

with calls as (
    select * from {{ ref('stg_twilio__call') }}
    where row_status = 'kept' and is_inbound and not is_agent_leg
),

-- A text that answers nothing asks something.
questions as (
    select * from {{ ref('stg_twilio__message_events') }}
    where is_inbound and sending_number = 0 and consent_status is null
),

final as (
    select
        {{ entity_id('twilio', 'call', 'call_key') }} as interaction_id,
        {{ entity_id('twilio', 'number', 'number_key') }} as record_id,
        'call' as kind,
        cast(null as string) as sentiment,
        cast(null as decimal(5, 2)) as rating,
        cast(null as string) as subject,
        started_at as occurred_at,
        ended_at as closed_at
    from calls
    union all
    select
        {{ entity_id('twilio', 'message', 'message_key') }} as interaction_id,
        {{ entity_id('twilio', 'number', 'number_key') }} as record_id,
        'inquiry' as kind,
        cast(null as string) as sentiment,
        cast(null as decimal(5, 2)) as rating,
        body as subject,
        occurred_at,
        cast(null as timestamp) as closed_at
    from questions
)

select * from final
