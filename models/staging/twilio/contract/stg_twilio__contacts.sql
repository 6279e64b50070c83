{{ config(enabled=is_registered('twilio'), materialized='view') }}

with numbers as (
    select * from {{ ref('stg_twilio__numbers') }}
),

final as (
    select
        {{ entity_id('twilio', 'number', 'number_key') }} as record_id,
        'twilio' as source,
        'number' as object,
        number_key as source_key,
        cast(null as string) as first_name,
        cast(null as string) as last_name,
        cast(null as date) as birth_date,
        cast(null as string) as language,
        cast(null as string) as customer_type,
        cast(null as string) as company_name,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        cast(null as string) as country_code,
        cast(null as string) as store_code,
        false as is_deleted,
        first_seen_at as created_at,
        last_seen_at as updated_at
    from numbers
)

select * from final
