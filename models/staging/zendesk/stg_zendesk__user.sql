{{ config(enabled=is_registered('zendesk')) }}

with raw as (
    select * from {{ source('zendesk', 'user') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as user_key,
        {{ clean_text('raw.name') }} as full_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ lower_case(clean_text('raw.role')) }} as role,
        {{ lower_case(clean_text('raw.locale')) }} as locale,
        coalesce({{ parse_boolean('raw.active') }}, true) as is_active,
        coalesce({{ parse_boolean('raw.suspended') }}, false) as is_suspended,
        {{ is_unreadable('raw.created_at', parse_instant('raw.created_at')) }} as is_created_at_unreadable,
        {{ parse_instant('raw.created_at') }} as created_at,
        {{ known_moment('raw.updated_at') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_created_at_unreadable']) }},
        case
            when user_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: created_at'
            when {{ is_impossible_date('created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['user_key'], latest_by='updated_at') }}
)

select * from final
