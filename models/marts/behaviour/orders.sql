with conformed_orders as (
    select
        *,
        coalesce(currency, '{{ var("reporting_currency") }}') as original_currency
    from {{ ref('int_conformed__orders') }}
    where ordered_at <= {{ as_of() }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

exchange_rates as (
    select * from {{ ref('int_orders__exchange_rates') }}
),

converted as (
    select
        conformed_orders.order_id,
        customer_records.customer_id,
        conformed_orders.record_id,
        conformed_orders.source,
        conformed_orders.store_code,
        conformed_orders.sales_channel,
        conformed_orders.status,
        conformed_orders.original_currency,
        exchange_rates.exchange_rate,
        {{ convert_currency('conformed_orders.gross_amount', 'exchange_rates.exchange_rate') }} as gross_amount,
        {{ convert_currency('conformed_orders.discount_amount', 'exchange_rates.exchange_rate') }} as discount_amount,
        {{ convert_currency('conformed_orders.refunded_amount', 'exchange_rates.exchange_rate') }} as refunded_amount,
        {{ convert_currency('conformed_orders.net_amount', 'exchange_rates.exchange_rate') }} as net_amount,
        conformed_orders.gross_amount as original_gross_amount,
        conformed_orders.discount_amount as original_discount_amount,
        conformed_orders.refunded_amount as original_refunded_amount,
        conformed_orders.net_amount as original_net_amount,
        conformed_orders.ordered_at
    from conformed_orders
    left join customer_records on conformed_orders.record_id = customer_records.record_id
    left join exchange_rates
        on
            conformed_orders.original_currency = exchange_rates.currency
            and cast(conformed_orders.ordered_at as date) = exchange_rates.rate_date
),

final as (
    select
        order_id,
        customer_id,
        record_id,
        source,
        store_code,
        sales_channel,
        status,
        original_currency,
        exchange_rate,
        gross_amount,
        discount_amount,
        refunded_amount,
        net_amount,
        original_gross_amount,
        original_discount_amount,
        original_refunded_amount,
        original_net_amount,
        coalesce(status <> 'cancelled', true) and coalesce(net_amount > 0, false) as is_purchase,
        ordered_at
    from converted
)

select * from final
