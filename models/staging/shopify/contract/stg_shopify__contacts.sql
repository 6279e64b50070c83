{{ config(enabled=is_registered('shopify'), materialized='view') }}

with customers as (
    select * from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        'shopify' as source,
        'customer' as object,
        customer_key as source_key,
        first_name,
        last_name,
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
        created_at,
        updated_at
    from customers
)

select * from final
