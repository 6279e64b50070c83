{{ config(enabled=is_registered('pos'), materialized='view') }}

with receipts as (
    select * from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept'
),

returns as (
    select * from {{ ref('stg_pos__return') }}
    where row_status = 'kept'
),

returned as (
    select
        receipt_key,
        cast(sum(amount) as decimal(18, 2)) as amount
    from returns
    group by receipt_key
),

final as (
    select
        {{ entity_id('pos', 'receipt', 'receipts.receipt_key') }} as order_id,
        receipts.record_id,
        receipts.store_code,
        'store' as sales_channel,
        receipts.currency,
        receipts.gross_amount,
        receipts.gross_amount - receipts.paid_amount as discount_amount,
        coalesce(returned.amount, 0) as refunded_amount,
        receipts.paid_amount - coalesce(returned.amount, 0) as net_amount,
        'completed' as status,
        receipts.sold_at as ordered_at
    from receipts
    left join returned
        on receipts.receipt_key = returned.receipt_key
)

select * from final
