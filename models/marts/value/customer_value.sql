with customers as (
    select * from {{ ref('int_identity__customers') }}
),

purchase_histories as (
    select * from {{ ref('int_value__purchase_histories') }}
),

expected_orders as (
    select * from {{ ref('int_value__expected_orders') }}
),

parameters as (
    select * from {{ ref('value_parameters') }}
),

settings as (
    select * from {{ ref('value_settings') }}
),

scored as (
    select
        purchase_histories.customer_id,
        {{ alive_probability(
            'purchase_histories.repeat_count', 'purchase_histories.active_days', 'purchase_histories.age_days'
        ) }} as exact_alive_probability,
        expected_orders.expected_orders as expected_orders_if_alive,
        case
            when parameters.currency = purchase_histories.currency
                then {{ expected_order_value('purchase_histories.repeat_count', 'purchase_histories.repeat_amount') }}
        end as exact_order_value
    from purchase_histories
    inner join expected_orders
        on
            purchase_histories.repeat_count = expected_orders.repeat_count
            and purchase_histories.age_days = expected_orders.age_days
    cross join parameters
),

rounded_scores as (
    select
        customer_id,
        {{ rounded('exact_alive_probability', scale=6) }} as alive_probability,
        {{ rounded('(exact_alive_probability * expected_orders_if_alive)', scale=6) }} as expected_orders,
        {{ rounded('exact_order_value', scale=2) }} as expected_order_value
    from scored
),

final as (
    select
        customers.customer_id,
        case
            when purchase_histories.customer_id is null then 'never bought'
            when rounded_scores.customer_id is null then 'too few purchases'
            when rounded_scores.expected_order_value is null then 'parameters of another currency'
            else 'scored'
        end as value_status,
        cast(coalesce(purchase_histories.repeat_count + 1, 0) as integer) as purchase_day_count,
        settings.horizon_days,
        rounded_scores.alive_probability,
        rounded_scores.expected_orders,
        rounded_scores.expected_order_value,
        cast(rounded_scores.expected_orders * rounded_scores.expected_order_value as decimal(18, 2)) as predicted_value,
        purchase_histories.first_purchase_date,
        purchase_histories.last_purchase_date
    from customers
    left join purchase_histories on customers.customer_id = purchase_histories.customer_id
    left join rounded_scores on customers.customer_id = rounded_scores.customer_id
    cross join settings
)

select * from final
