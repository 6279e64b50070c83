{{ config(enabled=is_registered('twilio'), materialized='view') }}

with statements as (
    select * from {{ ref('stg_twilio__message_events') }}
    where consent_status is not null
),

final as (
    select
        {{ entity_id('twilio', 'message', 'message_key') }} as consent_id,
        {{ entity_id('twilio', 'number', 'number_key') }} as record_id,
        channel,
        'marketing' as purpose,
        consent_status as status,
        case when consent_status = 'granted' then 'express' end as basis,
        case
            when is_inbound then 'Twilio message ' || body
            else 'Twilio error ' || error_code
        end as evidence,
        occurred_at
    from statements
)

select * from final
