{{ config(enabled=is_registered('facebook_ads')) }}

with raw as (
    select * from {{ source('facebook_ads', 'basic_ad') }}
),

cleaned as (
    select
        {{ clean_text('raw.ad_id') }} as ad_key,
        {{ clean_text('raw.account_id') }} as account_key,
        {{ safe_cast('raw.impressions', 'bigint') }} as impressions,
        {{ safe_cast('raw.inline_link_clicks', 'bigint') }} as clicks,
        {{ safe_cast(clean_text('raw.spend'), 'decimal(18, 2)') }} as cost,
        cast({{ parse_instant('raw.date') }} as date) as cost_date,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case
            when ad_key is null then 'no key'
            when cost_date is null then 'unreadable value: date'
            when {{ is_impossible_date('cast(cost_date as timestamp)') }} then 'impossible date: date'
            when {{ is_after_as_of('cast(cost_date as timestamp)') }} then 'after as_of'
            when cost is null then 'unreadable value: spend'
            when cost < 0 then 'negative amount'
        end as rejection_reason
    from cleaned
),

-- The report of a day is delivered again as it grows: the largest is the newest.
final as (
    {{ classify_rows('judged', key=['ad_key', 'cost_date'], latest_by='impressions') }}
)

select * from final
