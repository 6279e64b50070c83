{{ config(enabled=is_registered('shopify'), materialized='view') }}

with orders as (
    select * from {{ ref('stg_shopify__order') }}
    where row_status = 'kept'
),

refunds as (
    select * from {{ ref('stg_shopify__refund') }}
    where row_status = 'kept'
),

line_refunds as (
    select * from {{ ref('stg_shopify__order_line_refund') }}
    where row_status = 'kept'
),

refunded as (
    select
        refunds.order_key,
        cast(sum(line_refunds.amount) as decimal(18, 2)) as amount
    from line_refunds
    inner join refunds
        on line_refunds.refund_key = refunds.refund_key
    group by refunds.order_key
),

-- Refunds lose the order's own share of tax, so that a full refund leaves exactly nothing.
settled as (
    select
        orders.*,
        cast(coalesce(refunded.amount, 0) * (1 - orders.tax_share) as decimal(18, 2)) as refunded_amount,
        case
            when orders.cancelled_at is not null or orders.financial_status in ('voided', 'expired')
                then 'cancelled'
            when orders.financial_status in ('pending', 'authorized') then 'pending'
            else 'completed'
        end as status
    from orders
    left join refunded
        on orders.order_key = refunded.order_key
),

final as (
    select
        {{ entity_id('shopify', 'order', 'order_key') }} as order_id,
        record_id,
        case when source_name = 'pos' then location_key end as store_code,
        case
            when source_name = 'pos' then 'store'
            -- Draft orders are entered by the staff, for a caller.
            when source_name = 'shopify_draft_order' then 'phone'
            when source_name in ('amazon', 'ebay', 'facebook', 'google', 'instagram', 'tiktok') then 'marketplace'
            else 'web'
        end as sales_channel,
        currency,
        gross_amount,
        gross_amount - paid_amount as discount_amount,
        case when status = 'cancelled' then paid_amount else refunded_amount end as refunded_amount,
        case when status = 'cancelled' then cast(0 as decimal(18, 2)) else paid_amount - refunded_amount end
            as net_amount,
        status,
        ordered_at
    from settled
)

select * from final
