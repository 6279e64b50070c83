{{ config(enabled=is_registered('twilio'), materialized='view') }}

with messages as (
    select
        *,
        case when is_inbound then {{ lookup_key('body') }} end as keyword
    from {{ ref('stg_twilio__message') }}
    where row_status = 'kept'
),

sms_keywords as (
    select * from {{ ref('sms_keywords') }}
),

-- Twilio ties no answer to a message: it belongs to the last one that went out before it.
ordered as (
    select
        *,
        sum(case when is_inbound then 0 else 1 end) over (
            partition by number_key, channel
            order by sent_at nulls last, case when is_inbound then 1 else 0 end, message_key nulls last
            rows between unbounded preceding and current row
        ) as sending_number
    from messages
),

final as (
    select
        ordered.message_key,
        ordered.number_key,
        ordered.channel,
        ordered.line,
        ordered.body,
        ordered.status,
        ordered.error_code,
        ordered.currency,
        ordered.sending_number,
        ordered.cost,
        ordered.is_inbound,
        case
            when sms_keywords.consent_status is not null then sms_keywords.consent_status
            -- Twilio refuses to send to somebody who has sent stop: https://www.twilio.com/docs/api/errors/21610
            when ordered.error_code = '21610' then 'withdrawn'
        end as consent_status,
        ordered.sent_at as occurred_at,
        ordered.updated_at
    from ordered
    left join sms_keywords
        on ordered.keyword = sms_keywords.keyword
)

select * from final
