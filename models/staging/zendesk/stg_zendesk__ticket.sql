{{ config(enabled=is_registered('zendesk')) }}

with raw as (
    select * from {{ source('zendesk', 'ticket') }}
),

known_users as (
    select user_key
    from {{ ref('stg_zendesk__user') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as ticket_key,
        {{ clean_text('raw.requester_id') }} as requester_key,
        {{ clean_text('raw.subject') }} as subject,
        {{ lower_case(clean_text('raw.type')) }} as ticket_type,
        {{ lower_case(clean_text('raw.status')) }} as status,
        {{ lower_case(clean_text('raw.via_channel')) }} as via_channel,
        {{ parse_instant('raw.created_at') }} as created_at,
        {{ known_moment('raw.updated_at') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when cleaned.ticket_key is null then 'no key'
            when cleaned.created_at is null then 'unreadable value: created_at'
            when {{ is_impossible_date('cleaned.created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('cleaned.created_at') }} then 'after as_of'
            when known_users.user_key is null then 'orphan: no user'
        end as rejection_reason
    from cleaned
    left join known_users
        on cleaned.requester_key = known_users.user_key
),

final as (
    {{ classify_rows('judged', key=['ticket_key'], latest_by='updated_at') }}
)

select * from final
