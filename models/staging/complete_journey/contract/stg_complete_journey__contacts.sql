{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with households as (
    select * from {{ ref('stg_complete_journey__households') }}
),

final as (
    select
        {{ entity_id('complete_journey', 'household', 'household_key') }} as record_id,
        'complete_journey' as source,
        'household' as object,
        household_key as source_key,
        cast(null as string) as first_name,
        cast(null as string) as last_name,
        -- Demographics give an age band, which is no date of birth.
        cast(null as date) as birth_date,
        cast(null as string) as language,
        'b2c' as customer_type,
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
    from households
)

select * from final
