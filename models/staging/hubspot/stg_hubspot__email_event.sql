{{ config(enabled=is_registered('hubspot')) }}

with raw as (
    select * from {{ source('hubspot', 'email_event') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as event_key,
        {{ clean_text('raw.sent_by_id') }} as sending_key,
        {{ clean_text('raw.email_campaign_id') }} as campaign_key,
        {{ lower_case(clean_text('raw.recipient')) }} as recipient,
        {{ lower_case(clean_text('raw.type')) }} as event_type,
        -- Machines that look into every e-mail: HubSpot leaves their opens and clicks out of its own figures.
        coalesce({{ parse_boolean('raw.filtered_event') }}, false) as is_filtered,
        {{ clean_text('raw.obsoleted_by_id') }} is not null as is_obsolete,
        {{ parse_instant('raw.created') }} as occurred_at,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case
            when event_key is null then 'no key'
            when recipient is null then 'no recipient'
            when occurred_at is null then 'unreadable value: created'
            when {{ is_impossible_date('occurred_at') }} then 'impossible date: created'
            when {{ is_after_as_of('occurred_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['event_key'], latest_by='synced_at') }}
)

select * from final
