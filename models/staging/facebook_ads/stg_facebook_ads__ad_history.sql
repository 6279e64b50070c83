{{ config(enabled=is_registered('facebook_ads')) }}

with raw as (
    select * from {{ source('facebook_ads', 'ad_history') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as ad_key,
        {{ clean_text('raw.campaign_id') }} as campaign_key,
        {{ clean_text('raw.name') }} as name,
        {{ known_moment('raw.updated_time') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when ad_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['ad_key'], latest_by='updated_at') }}
)

select * from final
