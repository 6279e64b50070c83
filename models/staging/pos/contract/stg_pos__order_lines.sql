{{ config(enabled=is_registered('pos'), materialized='view') }}

with lines as (
    select * from {{ ref('stg_pos__receipt_line') }}
    where row_status = 'kept'
),

returns as (
    select * from {{ ref('stg_pos__return') }}
    where row_status = 'kept'
),

returned as (
    select
        receipt_key,
        line_number,
        sum(quantity) as quantity
    from returns
    group by receipt_key, line_number
),

final as (
    select
        {{ entity_id('pos', 'receipt', 'lines.receipt_key') }} as order_id,
        lines.line_number,
        {{ entity_id('pos', 'product', 'lines.sku') }} as product_id,
        lines.quantity,
        cast(coalesce(returned.quantity, 0) as decimal(18, 3)) as returned_quantity,
        lines.line_amount as net_amount
    from lines
    left join returned
        on
            lines.receipt_key = returned.receipt_key
            and lines.line_number = returned.line_number
)

select * from final
