{{ config(enabled=is_registered('shopify'), materialized='view') }}

with customers as (
    select * from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        'email' as identifier_type,
        email as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from customers
    where email is not null
)

select * from final
