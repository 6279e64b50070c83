{{ config(enabled=is_registered('google_ads')) }}

with raw as (
    select * from {{ source('google_ads', 'campaign_history') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.customer_id') }} as account_key,
        {{ clean_text('raw.name') }} as name,
        {{ lower_case(clean_text('raw.advertising_channel_type')) }} as campaign_type,
        {{ lower_case(clean_text('raw.status')) }} as status,
        {{ known_moment('raw.start_date') }} as started_at,
        -- A campaign without an end has one in 2037.
        {{ known_moment('raw.end_date') }} as ended_at,
        {{ known_moment('raw.updated_at') }} as updated_at,
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
