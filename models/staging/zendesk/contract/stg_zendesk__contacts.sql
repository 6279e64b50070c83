{{ config(enabled=is_registered('zendesk'), materialized='view') }}

with users as (
    select * from {{ ref('stg_zendesk__user') }}
    where row_status = 'kept' and role = 'end-user'
),

-- The tool keeps one name. Without a name it shows the address or the number, which is no name.
named_users as (
    select
        *,
        case
            when {{ matches_pattern('full_name', '@|[0-9]{5}') }} then cast(null as string)
            else {{ replace_pattern('full_name', ' +', ' ') }}
        end as person_name
    from users
),

split_names as (
    select
        *,
        case
            when {{ matches_pattern('person_name', ',') }} then {{ replace_pattern('person_name', '^[^,]*, *', '') }}
            when {{ matches_pattern('person_name', ' ') }} then {{ replace_pattern('person_name', ' .*$', '') }}
        end as first_name,
        case
            when {{ matches_pattern('person_name', ',') }} then {{ replace_pattern('person_name', ' *,.*$', '') }}
            else {{ replace_pattern('person_name', '^[^ ]* ', '') }}
        end as last_name
    from named_users
),

final as (
    select
        {{ entity_id('zendesk', 'user', 'user_key') }} as record_id,
        'zendesk' as source,
        'user' as object,
        user_key as source_key,
        nullif(first_name, '') as first_name,
        nullif(last_name, '') as last_name,
        cast(null as date) as birth_date,
        substr(locale, 1, 2) as language,
        cast(null as string) as customer_type,
        cast(null as string) as company_name,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        cast(null as string) as country_code,
        cast(null as string) as store_code,
        not is_active as is_deleted,
        created_at,
        updated_at
    from split_names
)

select * from final
