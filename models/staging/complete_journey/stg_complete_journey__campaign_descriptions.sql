{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'campaign_descriptions') }}
),

cleaned as (
    select
        {{ safe_cast('raw.campaign_id', 'string') }} as campaign_key,
        {{ clean_text('raw.campaign_type') }} as campaign_type,
        -- Calendar days of the retailer, who is in New York's time zone.
        {{ local_to_utc(parse_instant('raw.start_date'), 'America/New_York') }} as started_at,
        {{ local_to_utc(parse_instant('raw.end_date'), 'America/New_York') }} as ended_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case
            when campaign_key is null then 'no key'
            when started_at is null then 'unreadable value: start_date'
            when {{ is_impossible_date('started_at') }} then 'impossible date: start_date'
            when {{ is_after_as_of('started_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['campaign_key'], latest_by='started_at') }}
)

select * from final
