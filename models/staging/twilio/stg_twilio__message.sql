{{ config(enabled=is_registered('twilio')) }}

with raw as (
    select * from {{ source('twilio', 'message') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as message_key,
        {{ lower_case(clean_text('raw.direction')) }} as direction,
        {{ clean_text('raw.from') }} as sender_address,
        {{ clean_text('raw.to') }} as recipient_address,
        {{ clean_text('raw.messaging_service_sid') }} as service_key,
        {{ clean_text('raw.body') }} as body,
        {{ lower_case(clean_text('raw.status')) }} as status,
        {{ clean_text('raw.error_code') }} as error_code,
        {{ upper_case(clean_text('raw.price_unit')) }} as currency,
        -- A price is what the account is charged: a negative amount.
        abs({{ safe_cast('raw.price', 'decimal(18, 4)') }}) as cost,
        coalesce({{ parse_instant('raw.date_sent') }}, {{ parse_instant('raw.created_at') }}) as sent_at,
        {{ known_moment('raw.updated_at') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

sided as (
    select
        *,
        coalesce(direction = 'inbound', false) as is_inbound,
        case when direction = 'inbound' then sender_address else recipient_address end as contact_address,
        case when direction = 'inbound' then recipient_address else coalesce(service_key, sender_address) end as line
    from cleaned
),

addressed as (
    select
        *,
        {{ twilio_number('contact_address') }} as number_key,
        case
            when {{ matches_pattern('contact_address', '^(?:whatsapp|messenger):') }} then 'messenger_push'
            else 'sms'
        end as channel
    from sided
),

judged as (
    select
        {{ all_columns_except(['sender_address', 'recipient_address', 'contact_address', 'service_key']) }},
        case
            when message_key is null then 'no key'
            when sent_at is null then 'unreadable value: date_sent'
            when {{ is_impossible_date('sent_at') }} then 'impossible date: date_sent'
            when {{ is_after_as_of('sent_at') }} then 'after as_of'
            when number_key is null then 'no number'
        end as rejection_reason
    from addressed
),

final as (
    {{ classify_rows('judged', key=['message_key'], latest_by='updated_at') }}
)

select * from final
