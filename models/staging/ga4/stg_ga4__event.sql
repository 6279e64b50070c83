{{ config(enabled=is_registered('ga4')) }}

with raw as (
    select * from {{ source('ga4', 'event') }}
),

cleaned as (
    select
        {{ clean_text('raw._fivetran_id') }} as event_key,
        {{ clean_text('raw.user_pseudo_id') }} as device_key,
        {{ clean_text('raw.user_id') }} as user_key,
        {{ clean_text('raw.param_ga_session_id') }} as session_key,
        {{ clean_text('raw.name') }} as event_name,
        {{ clean_text('raw.param_page_location') }} as url,
        {{ clean_text('raw.geo_country') }} as country,
        {{ parse_instant('raw.timestamp') }} as occurred_at,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case
            when event_key is null then 'no key'
            when event_name is null then 'unreadable value: name'
            when occurred_at is null then 'unreadable value: timestamp'
            when {{ is_impossible_date('occurred_at') }} then 'impossible date: timestamp'
            when {{ is_after_as_of('occurred_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['event_key'], latest_by='synced_at') }}
)

select * from final
