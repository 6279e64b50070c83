{{ config(enabled=is_registered('pos'), materialized='view') }}

with receipts as (
    select * from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept'
),

lines as (
    select * from {{ ref('stg_pos__receipt_line') }}
    where row_status = 'kept' and sku is not null
),

-- The till has no catalogue: an article is what its latest sale says, a label going before none.
latest_sales as (
    select *
    from (
        select
            lines.sku,
            lines.label,
            lines.unit_price,
            receipts.currency,
            receipts.sold_at,
            row_number() over (
                partition by lines.sku
                order by
                    case when lines.label is null then 1 else 0 end,
                    receipts.sold_at desc,
                    lines.receipt_key desc,
                    lines.line_number desc
            ) as recency
        from lines
        inner join receipts
            on lines.receipt_key = receipts.receipt_key
    ) as ranked_sales
    where recency = 1
),

final as (
    select
        {{ entity_id('pos', 'product', 'sku') }} as product_id,
        sku,
        label as title,
        cast(null as string) as description,
        cast(null as string) as category_raw,
        cast(null as string) as image_url,
        cast(null as string) as language,
        cast(null as string) as store_code,
        unit_price as price,
        currency,
        sold_at as updated_at
    from latest_sales
)

select * from final
