{{ config(enabled=is_registered('files'), materialized='view') }}

with products_rows as (
    select * from {{ ref('stg_files__products_rows') }}
    where row_status = 'kept'
),

final as (
    select
        product_id,
        sku,
        title,
        description,
        category_raw,
        image_url,
        language,
        store_code,
        price,
        currency,
        updated_at
    from products_rows
)

select * from final
