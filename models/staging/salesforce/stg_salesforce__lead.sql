{{ config(enabled=is_registered('salesforce')) }}

with raw as (
    select * from {{ source('salesforce', 'lead') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as lead_key,
        {{ clean_text('raw.converted_contact_id') }} as converted_contact_key,
        {{ clean_text('raw.converted_account_id') }} as converted_account_key,
        {{ clean_text('raw.master_record_id') }} as merged_into_lead_key,
        {{ clean_text('raw.first_name') }} as first_name,
        {{ clean_text('raw.last_name') }} as last_name,
        -- '[not provided]' is what Salesforce itself writes into the mandatory field.
        nullif({{ clean_text('raw.company') }}, '[not provided]') as company_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ clean_text('raw.mobile_phone') }} as mobile_phone,
        {{ clean_text('raw.street') }} as street,
        {{ clean_text('raw.city') }} as city,
        coalesce({{ clean_text('raw.state_code') }}, {{ clean_text('raw.state') }}) as region,
        {{ clean_text('raw.postal_code') }} as postal_code,
        coalesce({{ clean_text('raw.country_code') }}, {{ clean_text('raw.country') }}) as country,
        {{ parse_boolean('raw.has_opted_out_of_email') }} as has_opted_out_of_email,
        coalesce({{ parse_boolean('raw.is_deleted') }}, false)
        or not coalesce({{ parse_boolean('raw._fivetran_active') }}, true) as is_deleted,
        {{ is_unreadable('raw.created_date', parse_instant('raw.created_date')) }} as is_created_at_unreadable,
        {{ parse_instant('raw.created_date') }} as created_at,
        {{ known_moment('raw.last_modified_date') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_created_at_unreadable']) }},
        case
            when lead_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: created_date'
            when {{ is_impossible_date('created_at') }} then 'impossible date: created_date'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['lead_key'], latest_by='updated_at') }}
)

select * from final
