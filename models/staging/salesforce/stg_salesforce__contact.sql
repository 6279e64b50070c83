{{ config(enabled=is_registered('salesforce')) }}

with raw as (
    select * from {{ source('salesforce', 'contact') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as contact_key,
        {{ clean_text('raw.account_id') }} as account_key,
        {{ clean_text('raw.master_record_id') }} as merged_into_contact_key,
        {{ clean_text('raw.first_name') }} as first_name,
        {{ clean_text('raw.last_name') }} as last_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ clean_text('raw.mobile_phone') }} as mobile_phone,
        {{ clean_text('raw.mailing_street') }} as street,
        {{ clean_text('raw.mailing_city') }} as city,
        coalesce({{ clean_text('raw.mailing_state_code') }}, {{ clean_text('raw.mailing_state') }}) as region,
        {{ clean_text('raw.mailing_postal_code') }} as postal_code,
        coalesce({{ clean_text('raw.mailing_country_code') }}, {{ clean_text('raw.mailing_country') }}) as country,
        {{ parse_boolean('raw.has_opted_out_of_email') }} as has_opted_out_of_email,
        {{ parse_boolean('raw.do_not_call') }} as is_call_refused,
        coalesce({{ parse_boolean('raw.is_deleted') }}, false)
        or not coalesce({{ parse_boolean('raw._fivetran_active') }}, true) as is_deleted,
        {{ is_unreadable('raw.created_date', parse_instant('raw.created_date')) }} as is_created_at_unreadable,
        {{ known_birth_date('raw.birthdate') }} as birth_date,
        {{ parse_instant('raw.created_date') }} as created_at,
        {{ known_moment('raw.last_modified_date') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_created_at_unreadable']) }},
        case
            when contact_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: created_date'
            when {{ is_impossible_date('created_at') }} then 'impossible date: created_date'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['contact_key'], latest_by='updated_at') }}
)

select * from final
