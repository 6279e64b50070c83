{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with transactions as (
    select * from {{ ref('stg_complete_journey__transactions') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('complete_journey', 'basket', 'basket_key') }} as order_id,
        -- A product stands once on a receipt, its quantity summed: it is the line's key.
        product_key as line_number,
        {{ entity_id('complete_journey', 'product', 'product_key') }} as product_id,
        quantity,
        -- The study holds no returns.
        cast(0 as decimal(18, 3)) as returned_quantity,
        cast(net_amount as decimal(18, 2)) as net_amount
    from transactions
)

select * from final
