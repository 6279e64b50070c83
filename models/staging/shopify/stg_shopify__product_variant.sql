{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'product_variant') }}
),

known_products as (
    select product_key
    from {{ ref('stg_shopify__product') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as variant_key,
        cast(raw.product_id as string) as product_key,
        {{ clean_text('raw.sku') }} as sku,
        -- What the shop writes for the only variant of a product.
        nullif({{ clean_text('raw.title') }}, 'Default Title') as title,
        {{ safe_cast('raw.price', 'decimal(18, 2)') }} as price,
        {{ parse_instant('raw.created_at') }} as created_at,
        {{ parse_instant('raw.updated_at') }} as updated_at,
        case
            when {{ is_unreadable('raw.price', safe_cast('raw.price', 'decimal(18, 2)')) }} then 'price'
            when {{ is_unreadable('raw.created_at', parse_instant('raw.created_at')) }} then 'created_at'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.variant_key,
        cleaned.product_key,
        cleaned.sku,
        cleaned.title,
        cleaned.price,
        cleaned.created_at,
        case when cleaned.updated_at <= {{ as_of() }} then cleaned.updated_at end as updated_at,
        cleaned.unreadable_column,
        cleaned.raw_row,
        case
            when cleaned.variant_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when {{ is_impossible_date('cleaned.created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('cleaned.created_at') }} then 'after as_of'
            when cleaned.price < 0 then 'negative amount'
            when known_products.product_key is null then 'orphan: no product'
        end as rejection_reason
    from cleaned
    left join known_products
        on cleaned.product_key = known_products.product_key
),

final as (
    {{ classify_rows('judged', key=['variant_key'], latest_by='updated_at') }}
)

select * from final
