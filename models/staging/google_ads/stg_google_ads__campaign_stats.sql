{{ config(enabled=is_registered('google_ads')) }}

with raw as (
    select * from {{ source('google_ads', 'campaign_stats') }}
),

cleaned as (
    select
        {{ clean_text('raw._fivetran_id') }} as stats_key,
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.customer_id') }} as account_key,
        {{ lower_case(clean_text('raw.device')) }} as device,
        {{ safe_cast('raw.impressions', 'bigint') }} as impressions,
        {{ safe_cast('raw.clicks', 'bigint') }} as clicks,
        cast({{ safe_cast('raw.cost_micros', 'decimal(24, 0)') }} * 0.000001 as decimal(18, 6)) as cost,
        cast({{ parse_instant('raw.date') }} as date) as cost_date,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case
            when stats_key is null or campaign_key is null then 'no key'
            when cost_date is null then 'unreadable value: date'
            when {{ is_impossible_date('cast(cost_date as timestamp)') }} then 'impossible date: date'
            when {{ is_after_as_of('cast(cost_date as timestamp)') }} then 'after as_of'
            when cost is null then 'unreadable value: cost_micros'
            when cost < 0 then 'negative amount'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['stats_key'], latest_by='synced_at') }}
)

select * from final
