with orders as (
    select * from {{ ref('orders') }}
),

scoring as (
    select * from {{ ref('rfm_scoring') }}
),

settings as (
    select * from {{ ref('segment_settings') }}
),

purchase_window as (
    select {{ add_months(as_of(), '-max(window_months)') }} as window_start_at
    from scoring
),

purchases as (
    select
        customer_id,
        sales_channel,
        net_amount,
        coalesce(discount_amount, 0) as discount_amount,
        coalesce(refunded_amount, 0) as refunded_amount,
        ordered_at
    from orders
    where
        customer_id is not null
        and is_purchase
),

-- Whoever came during the window could not buy before.
first_purchases as (
    select
        customer_id,
        min(ordered_at) as first_purchase_at
    from purchases
    group by customer_id
),

totals as (
    select
        purchases.customer_id,
        count(*) as purchases,
        count(distinct purchases.sales_channel) as sales_channels,
        sum(case when purchases.sales_channel = 'web' then 1 else 0 end) as online_purchases,
        sum(purchases.net_amount) as net_revenue,
        sum(purchases.discount_amount) as discount_amount,
        sum(purchases.refunded_amount) as refunded_amount,
        max(purchases.net_amount) as largest_basket,
        max(purchases.ordered_at) as last_purchase_at
    from purchases
    cross join purchase_window
    where purchases.ordered_at > purchase_window.window_start_at
    group by purchases.customer_id
),

-- A first purchase yesterday is not seven a week.
observed as (
    select
        totals.*,
        first_purchases.first_purchase_at,
        greatest(
            least(
                {{ age_in_days('first_purchases.first_purchase_at', as_of()) }},
                {{ age_in_days('purchase_window.window_start_at', as_of()) }}
            ),
            7 * settings.frequency_least_weeks
        ) as observed_days
    from totals
    inner join first_purchases on totals.customer_id = first_purchases.customer_id
    cross join purchase_window
    cross join settings
),

final as (
    select
        customer_id,
        cast(purchases as decimal(18, 4)) as purchases,
        {{ rounded(quotient('7 * purchases', 'observed_days'), 4) }} as purchases_per_week,
        cast(net_revenue as decimal(18, 4)) as net_revenue,
        {{ rounded(quotient('7 * net_revenue', 'observed_days'), 4) }} as net_revenue_per_week,
        {{ rounded(quotient('net_revenue', 'purchases'), 4) }} as average_basket,
        cast(largest_basket as decimal(18, 4)) as largest_basket,
        cast(floor({{ age_in_days('last_purchase_at', as_of()) }}) as decimal(18, 4)) as days_since_last_purchase,
        cast(floor({{ age_in_days('first_purchase_at', as_of()) }}) as decimal(18, 4)) as days_since_first_purchase,
        cast(sales_channels as decimal(18, 4)) as sales_channels,
        {{ rounded(quotient('online_purchases', 'purchases'), 4) }} as online_share,
        {{ rounded(quotient('discount_amount', 'net_revenue + refunded_amount + discount_amount'), 4) }}
            as discount_share,
        {{ rounded(quotient('refunded_amount', 'net_revenue + refunded_amount'), 4) }} as refunded_share
    from observed
)

select * from final
