{{ config(enabled=is_registered('klaviyo')) }}

with raw as (
    select * from {{ source('klaviyo', 'campaign') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.name') }} as name,
        {{ clean_text('raw.subject') }} as subject,
        {{ clean_text('raw.campaign_type') }} as campaign_type,
        {{ clean_text('raw.from_name') }} as sender_name,
        {{ clean_text('raw.status') }} as status,
        coalesce({{ parse_boolean('raw._fivetran_deleted') }}, false) as is_deleted,
        {{ is_unreadable('raw.created', parse_instant('raw.created')) }} as is_created_at_unreadable,
        {{ parse_instant('raw.created') }} as created_at,
        {{ known_moment('raw.updated') }} as updated_at,
        {{ known_moment('raw.send_time') }} as send_started_at,
        {{ known_moment('raw.sent_at') }} as sent_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_created_at_unreadable']) }},
        case
            when campaign_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: created'
            when {{ is_impossible_date('created_at') }} then 'impossible date: created'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['campaign_key'], latest_by='updated_at') }}
)

select * from final
