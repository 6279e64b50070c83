{{ config(enabled=is_registered('shopify'), materialized='view') }}

with products as (
    select * from {{ ref('stg_shopify__product') }}
    where row_status = 'kept'
),

variants as (
    select * from {{ ref('stg_shopify__product_variant') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('shopify', 'product_variant', 'variants.variant_key') }} as product_id,
        variants.sku,
        case
            when variants.title is null then products.title
            when products.title is null then variants.title
            else products.title || ' - ' || variants.title
        end as title,
        cast(null as string) as description,
        products.product_type as category_raw,
        cast(null as string) as image_url,
        cast(null as string) as language,
        cast(null as string) as store_code,
        variants.price,
        cast(null as string) as currency,
        coalesce(variants.updated_at, variants.created_at) as updated_at
    from variants
    inner join products
        on variants.product_key = products.product_key
)

select * from final
