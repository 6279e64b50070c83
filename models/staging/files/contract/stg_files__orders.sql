{{ config(enabled=is_registered('files'), materialized='view') }}

with order_rows as (
    select * from {{ ref('stg_files__orders_rows') }}
    where row_status = 'kept'
),

-- net is what the file must have; the others follow from each other: gross less discount less refunded is net
amounts as (
    select
        *,
        coalesce(refunded_amount, 0) as refunded,
        greatest(coalesce(discount_amount, gross_amount - coalesce(refunded_amount, 0) - net_amount, 0), 0) as discount
    from order_rows
),

final as (
    select
        order_id,
        record_id,
        store_code,
        sales_channel,
        currency,
        net_amount + discount + refunded as gross_amount,
        discount as discount_amount,
        refunded as refunded_amount,
        net_amount,
        coalesce(status, 'completed') as status,
        ordered_at
    from amounts
)

select * from final
