{{ config(enabled=is_registered('facebook_ads')) }}

with raw as (
    select * from {{ source('facebook_ads', 'campaign_history') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.account_id') }} as account_key,
        {{ clean_text('raw.name') }} as name,
        {{ known_moment('raw.updated_time') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when campaign_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['campaign_key'], latest_by='updated_at') }}
)

select * from final
