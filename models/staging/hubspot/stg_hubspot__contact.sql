{{ config(enabled=is_registered('hubspot')) }}

with raw as (
    select * from {{ source('hubspot', 'contact') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as contact_key,
        {{ clean_text('raw.property_firstname') }} as first_name,
        {{ clean_text('raw.property_lastname') }} as last_name,
        {{ clean_text('raw.property_company') }} as company_name,
        {{ clean_text('raw.property_email') }} as email,
        {{ clean_text('raw.property_phone') }} as phone,
        {{ clean_text('raw.property_mobilephone') }} as mobile_phone,
        {{ clean_text('raw.property_address') }} as street,
        {{ clean_text('raw.property_city') }} as city,
        {{ clean_text('raw.property_state') }} as region,
        {{ clean_text('raw.property_zip') }} as postal_code,
        {{ clean_text('raw.property_country') }} as country,
        {{ clean_text('raw.property_hs_calculated_merged_vids') }} as merged_contacts,
        coalesce({{ parse_boolean('raw.property_hs_email_optout') }}, false) as has_opted_out,
        coalesce({{ parse_boolean('raw._fivetran_deleted') }}, false) as is_deleted,
        {{ is_unreadable('raw.property_createdate', parse_instant('raw.property_createdate')) }}
            as is_created_at_unreadable,
        {{ parse_instant('raw.property_createdate') }} as created_at,
        coalesce(
            {{ known_moment('raw.property_lastmodifieddate') }},
            {{ known_moment('raw._fivetran_synced') }}
        ) as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_created_at_unreadable']) }},
        case
            when contact_key is null then 'no key'
            when is_created_at_unreadable then 'unreadable value: property_createdate'
            when {{ is_impossible_date('created_at') }} then 'impossible date: property_createdate'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['contact_key'], latest_by='updated_at') }}
)

select * from final
