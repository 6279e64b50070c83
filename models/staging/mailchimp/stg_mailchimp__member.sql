{{ config(enabled=is_registered('mailchimp')) }}

with raw as (
    select * from {{ source('mailchimp', 'member') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as member_key,
        {{ clean_text('raw.list_id') }} as list_key,
        {{ clean_text('raw.email_address') }} as email,
        {{ clean_text('raw.merge_fname') }} as first_name,
        {{ clean_text('raw.merge_lname') }} as last_name,
        {{ lower_case(clean_text('raw.status')) }} as status,
        {{ clean_text('raw.language') }} as language,
        {{ clean_text('raw.country_code') }} as country,
        {{ is_unreadable('raw.timestamp_signup', parse_instant('raw.timestamp_signup')) }}
            as is_signed_up_at_unreadable,
        {{ parse_instant('raw.timestamp_signup') }} as signed_up_at,
        {{ known_moment('raw.timestamp_opt') }} as opted_in_at,
        {{ known_moment('raw.last_changed') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_signed_up_at_unreadable']) }},
        case
            when member_key is null or list_key is null then 'no key'
            when is_signed_up_at_unreadable then 'unreadable value: timestamp_signup'
            when {{ is_impossible_date('signed_up_at') }} then 'impossible date: timestamp_signup'
            when {{ is_after_as_of('signed_up_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['list_key', 'member_key'], latest_by='updated_at') }}
)

select * from final
