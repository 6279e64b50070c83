{{ config(enabled=is_registered('shopify'), materialized='view') }}

with checkouts as (
    select * from {{ ref('stg_shopify__abandoned_checkout') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('shopify', 'abandoned_checkout', 'checkout_key') }} as cart_id,
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        amount,
        currency,
        url,
        created_at,
        coalesce(updated_at, created_at) as updated_at,
        completed_at
    from checkouts
)

select * from final
