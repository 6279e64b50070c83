{{ config(enabled=is_registered('mailchimp')) }}

with raw as (
    select * from {{ source('mailchimp', 'campaign') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as campaign_key,
        {{ clean_text('raw.title') }} as title,
        {{ clean_text('raw.subject_line') }} as subject,
        {{ clean_text('raw.from_name') }} as sender_name,
        {{ lower_case(clean_text('raw.status')) }} as status,
        coalesce({{ parse_boolean('raw._fivetran_deleted') }}, false) as is_deleted,
        {{ known_moment('raw.send_time') }} as sent_at,
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
