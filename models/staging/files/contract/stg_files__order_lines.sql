{{ config(enabled=is_registered('files'), materialized='view') }}

with order_lines_rows as (
    select * from {{ ref('stg_files__order_lines_rows') }}
    where row_status = 'kept'
),

final as (
    select
        order_id,
        line_number,
        product_id,
        quantity,
        coalesce(returned_quantity, 0) as returned_quantity,
        net_amount
    from order_lines_rows
)

select * from final
