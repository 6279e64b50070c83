{{ config(enabled=is_registered('shopify'), materialized='view') }}

with orders as (
    select * from {{ ref('stg_shopify__order') }}
    where row_status = 'kept'
),

lines as (
    select * from {{ ref('stg_shopify__order_line') }}
    where row_status = 'kept'
),

line_refunds as (
    select * from {{ ref('stg_shopify__order_line_refund') }}
    where row_status = 'kept'
),

returned as (
    select
        order_line_key,
        sum(quantity) as quantity
    from line_refunds
    group by order_line_key
),

-- A discount on the whole order stands on no line: each line bears it in proportion to its amount. The
-- order's own total is the measure, so that a line set aside leaves a gap and distorts no other line.
shared as (
    select
        lines.order_key,
        lines.order_line_key,
        lines.variant_key,
        lines.quantity,
        lines.amount,
        orders.paid_amount,
        cast(
            sum(lines.amount) over (
                partition by lines.order_key
                order by lines.order_line_key nulls last
                rows between unbounded preceding and current row
            ) as decimal(18, 2)
        ) as running_amount,
        orders.line_items_price - cast(
            sum(lines.discount_amount) over (partition by lines.order_key)
            as decimal(18, 2)
        ) as total_amount
    from lines
    inner join orders
        on lines.order_key = orders.order_key
),

-- Differences of rounded running sums: the lines add up to the order to the cent.
final as (
    select
        {{ entity_id('shopify', 'order', 'shared.order_key') }} as order_id,
        shared.order_line_key as line_number,
        {{ entity_id('shopify', 'product_variant', 'shared.variant_key') }} as product_id,
        shared.quantity,
        cast(coalesce(returned.quantity, 0) as decimal(18, 3)) as returned_quantity,
        case
            when shared.total_amount > 0
                then {{ rounded(
                        quotient('shared.running_amount * shared.paid_amount', 'shared.total_amount'), scale=2
                    ) }}
                    - {{ rounded(
                        quotient(
                            '(shared.running_amount - shared.amount) * shared.paid_amount', 'shared.total_amount'
                        ),
                        scale=2
                    ) }}
            else 0
        end as net_amount
    from shared
    left join returned
        on shared.order_line_key = returned.order_line_key
)

select * from final
