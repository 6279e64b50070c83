{{ config(enabled=is_registered('twilio')) }}

with raw as (
    select * from {{ source('twilio', 'call') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as call_key,
        {{ clean_text('raw.parent_call_id') }} as parent_call_key,
        {{ lower_case(clean_text('raw.direction')) }} as direction,
        {{ clean_text('raw.from') }} as caller_address,
        {{ clean_text('raw.to') }} as called_address,
        {{ lower_case(clean_text('raw.status')) }} as status,
        {{ lower_case(clean_text('raw.answered_by')) }} as answered_by,
        {{ upper_case(clean_text('raw.price_unit')) }} as currency,
        {{ safe_cast('raw.duration', 'integer') }} as duration_seconds,
        -- A price is what the account is charged: a negative amount.
        abs({{ safe_cast('raw.price', 'decimal(18, 4)') }}) as cost,
        coalesce({{ parse_instant('raw.start_time') }}, {{ parse_instant('raw.created_at') }}) as started_at,
        {{ known_moment('raw.end_time') }} as ended_at,
        {{ known_moment('raw.updated_at') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

sided as (
    select
        *,
        coalesce(direction = 'inbound', false) as is_inbound,
        -- The second leg of a call goes to one's own agent.
        parent_call_key is not null as is_agent_leg,
        case when direction = 'inbound' then called_address else caller_address end as line,
        {{ twilio_number("case when direction = 'inbound' then caller_address else called_address end") }} as number_key
    from cleaned
),

judged as (
    select
        {{ all_columns_except(['caller_address', 'called_address']) }},
        case
            when call_key is null then 'no key'
            when started_at is null then 'unreadable value: start_time'
            when {{ is_impossible_date('started_at') }} then 'impossible date: start_time'
            when {{ is_after_as_of('started_at') }} then 'after as_of'
        end as rejection_reason
    from sided
),

final as (
    {{ classify_rows('judged', key=['call_key'], latest_by='updated_at') }}
)

select * from final
