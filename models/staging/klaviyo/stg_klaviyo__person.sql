{{ config(enabled=is_registered('klaviyo')) }}

with raw as (
    select * from {{ source('klaviyo', 'person') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as person_key,
        {{ clean_text('raw.first_name') }} as first_name,
        {{ clean_text('raw.last_name') }} as last_name,
        {{ clean_text('raw.organization') }} as company_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone_number') }} as phone,
        {{ clean_text('raw.address_1') }} as street,
        {{ clean_text('raw.city') }} as city,
        {{ clean_text('raw.region') }} as region,
        {{ clean_text('raw.zip') }} as postal_code,
        {{ clean_text('raw.country') }} as country,
        {{ lower_case(clean_text('raw.custom_consent')) }} as consented_channels,
        {{ clean_text('raw.custom_consent_method') }} as consent_method,
        {{ clean_text('raw.custom_consent_timestamp') }} as consent_timestamp,
        coalesce({{ parse_boolean('raw.custom_suppress') }}, false) as is_suppressed,
        coalesce({{ parse_boolean('raw._fivetran_deleted') }}, false) as is_deleted,
        {{ is_unreadable('raw.created', parse_instant('raw.created')) }} as is_created_at_unreadable,
        {{ known_birth_date('raw.custom_birthday') }} as birth_date,
        {{ parse_instant('raw.created') }} as created_at,
        {{ known_moment('raw.updated') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['consent_timestamp', 'is_created_at_unreadable']) }},
        -- A consent with a date that cannot be believed is not proven; only one without any date
        -- is taken to be as old as the profile.
        case
            when consent_timestamp is null then created_at
            else {{ known_moment('consent_timestamp') }}
        end as consented_at,
        case
            when person_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: created'
            when {{ is_impossible_date('created_at') }} then 'impossible date: created'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['person_key'], latest_by='updated_at') }}
)

select * from final
