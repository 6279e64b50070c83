{{ config(enabled=is_registered('hubspot')) }}

with raw as (
    select * from {{ source('hubspot', 'email_campaign') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.name') }} as name,
        {{ clean_text('raw.subject') }} as subject,
        {{ clean_text('raw.app_name') }} as app_name,
        {{ lower_case(clean_text('raw.type')) }} as campaign_type,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
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
    {{ classify_rows('judged', key=['campaign_key'], latest_by='synced_at') }}
)

select * from final
