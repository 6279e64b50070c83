{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with catalogue as (
    select * from {{ ref('stg_complete_journey__catalogue') }}
    where row_status = 'kept'
),

transactions as (
    select * from {{ ref('stg_complete_journey__transactions') }}
    where row_status = 'kept'
),

sold as (
    select distinct product_key
    from transactions
),

-- A product that was sold but is in no row of the catalogue (17 of the study's) is a product without
-- texts: so every line has its product, and the gap in the catalogue can be seen.
all_products as (
    select
        coalesce(catalogue.product_key, sold.product_key) as product_key,
        catalogue.department,
        catalogue.commodity,
        catalogue.product_type,
        catalogue.brand,
        catalogue.package_size
    from catalogue
    full outer join sold on catalogue.product_key = sold.product_key
),

final as (
    select
        {{ entity_id('complete_journey', 'product', 'product_key') }} as product_id,
        product_key as sku,
        -- The study names no product: the finest group and the package size come nearest to a title.
        product_type || coalesce(' ' || package_size, '') as title,
        brand || ' brand' as description,
        department || coalesce(' / ' || commodity, '') as category_raw,
        cast(null as string) as image_url,
        cast(null as string) as language,
        cast(null as string) as store_code,
        cast(null as decimal(18, 2)) as price,
        'USD' as currency,
        cast(null as timestamp) as updated_at
    from all_products
)

select * from final
