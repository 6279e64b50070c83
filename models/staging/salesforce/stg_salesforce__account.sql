{{ config(enabled=is_registered('salesforce')) }}

with raw as (
    select * from {{ source('salesforce', 'account') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as account_key,
        {{ clean_text('raw.name') }} as name,
        {{ clean_text('raw.type') }} as account_type,
        {{ clean_text('raw.billing_street') }} as street,
        {{ clean_text('raw.billing_city') }} as city,
        coalesce({{ clean_text('raw.billing_state_code') }}, {{ clean_text('raw.billing_state') }}) as region,
        {{ clean_text('raw.billing_postal_code') }} as postal_code,
        coalesce({{ clean_text('raw.billing_country_code') }}, {{ clean_text('raw.billing_country') }}) as country,
        {{ parse_boolean('raw.is_person_account') }} as is_person_account,
        coalesce({{ parse_boolean('raw.is_deleted') }}, false)
        or not coalesce({{ parse_boolean('raw._fivetran_active') }}, true) as is_deleted,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['is_person_account']) }},
        -- Person accounts carry the flag; household accounts (one per family, the nonprofit and
        -- financial clouds' way of keeping private people) only show in the account's type.
        coalesce(is_person_account, false)
        or coalesce(
            {{ matches_pattern(lookup_key('account_type'), 'household|person|individual|particulier|menage|foyer') }},
            false
        ) as is_household,
        case when account_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['account_key'], latest_by='synced_at') }}
)

select * from final
