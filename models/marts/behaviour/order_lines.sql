with conformed_order_lines as (
    select * from {{ ref('int_conformed__order_lines') }}
),

orders as (
    select * from {{ ref('orders') }}
),

final as (
    select
        conformed_order_lines.order_id,
        conformed_order_lines.line_number,
        orders.customer_id,
        conformed_order_lines.product_id,
        orders.original_currency,
        conformed_order_lines.quantity,
        conformed_order_lines.returned_quantity,
        {{ convert_currency('conformed_order_lines.net_amount', 'orders.exchange_rate') }} as net_amount,
        conformed_order_lines.net_amount as original_net_amount,
        orders.ordered_at
    from conformed_order_lines
    inner join orders on conformed_order_lines.order_id = orders.order_id
)

select * from final
