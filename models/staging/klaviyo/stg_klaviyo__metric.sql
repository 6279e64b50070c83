{{ config(enabled=is_registered('klaviyo')) }}

with raw as (
    select * from {{ source('klaviyo', 'metric') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as metric_key,
        {{ clean_text('raw.name') }} as name,
        {{ known_moment('raw.updated') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when metric_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['metric_key'], latest_by='updated_at') }}
)

select * from final
