{{ config(enabled=is_registered('mailchimp')) }}

with raw as (
    select * from {{ source('mailchimp', 'unsubscribe') }}
),

known_members as (
    select
        list_key,
        member_key
    from {{ ref('stg_mailchimp__member') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ clean_text('raw.campaign_id') }} as campaign_key,
        {{ clean_text('raw.list_id') }} as list_key,
        {{ clean_text('raw.member_id') }} as member_key,
        {{ clean_text('raw.reason') }} as reason,
        {{ parse_instant('raw.timestamp') }} as occurred_at,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when cleaned.list_key is null or cleaned.member_key is null then 'no key'
            when cleaned.occurred_at is null then 'unreadable value: timestamp'
            when {{ is_impossible_date('cleaned.occurred_at') }} then 'impossible date: timestamp'
            when {{ is_after_as_of('cleaned.occurred_at') }} then 'after as_of'
            when known_members.member_key is null then 'orphan: no member'
        end as rejection_reason
    from cleaned
    left join known_members
        on
            cleaned.list_key = known_members.list_key
            and cleaned.member_key = known_members.member_key
),

final as (
    {{ classify_rows('judged', key=['campaign_key', 'list_key', 'member_key', 'occurred_at'], latest_by='synced_at') }}
)

select * from final
