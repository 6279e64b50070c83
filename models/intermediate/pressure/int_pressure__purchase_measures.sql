-- Sales to whom a brand wrote lately, against sales to all other buyers of the same week: seasons and weak markets
-- touch both. Counted in purchases, since a few large baskets would decide an amount.
with weekly_contacts as (
    select * from {{ ref('int_pressure__weekly_contacts') }}
),

weeks as (
    select * from {{ ref('int_pressure__weeks') }}
    where is_measured
),

orders as (
    select * from {{ ref('int_conformed__orders') }}
    where
        ordered_at <= {{ as_of() }}
        and coalesce(status <> 'cancelled', true)
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

customer_orders as (
    select
        customer_records.customer_id,
        coalesce(orders.net_amount > 0, false) as is_purchase,
        coalesce(orders.refunded_amount > 0, false) as has_return,
        {{ week_end('orders.ordered_at') }} as week_end_date
    from orders
    inner join customer_records on orders.record_id = customer_records.record_id
),

-- A buyer from the week after the first purchase on, which no message to a customer can have caused.
buyers as (
    select
        customer_id,
        min(week_end_date) as first_week_end_date
    from customer_orders
    where is_purchase
    group by customer_id
),

customer_weeks as (
    select
        customer_orders.customer_id,
        customer_orders.week_end_date,
        sum(
            case
                when
                    customer_orders.is_purchase
                    and customer_orders.week_end_date > buyers.first_week_end_date
                    then 1
                else 0
            end
        ) as purchases,
        count(*) as orders,
        sum(case when customer_orders.has_return then 1 else 0 end) as returns
    from customer_orders
    left join buyers on customer_orders.customer_id = buyers.customer_id
    inner join weeks on customer_orders.week_end_date = weeks.week_end_date
    group by customer_orders.customer_id, customer_orders.week_end_date
),

buyers_of_weeks as (
    select
        weeks.week_end_date,
        count(*) as buyers
    from weeks
    inner join buyers on weeks.week_end_date > buyers.first_week_end_date
    group by weeks.week_end_date
),

purchases_of_weeks as (
    select
        week_end_date,
        sum(purchases) as purchases
    from customer_weeks
    group by week_end_date
),

contacted as (
    select
        weekly_contacts.brand,
        weekly_contacts.channel,
        weekly_contacts.week_end_date,
        sum(case when weekly_contacts.week_end_date > buyers.first_week_end_date then 1 else 0 end) as buyers,
        sum(coalesce(customer_weeks.purchases, 0)) as purchases,
        sum(coalesce(customer_weeks.orders, 0)) as orders,
        sum(coalesce(customer_weeks.returns, 0)) as returns
    from weekly_contacts
    left join buyers on weekly_contacts.customer_id = buyers.customer_id
    left join customer_weeks
        on
            weekly_contacts.customer_id = customer_weeks.customer_id
            and weekly_contacts.week_end_date = customer_weeks.week_end_date
    group by weekly_contacts.brand, weekly_contacts.channel, weekly_contacts.week_end_date
),

-- What they would have bought, had they bought like the others.
expected as (
    select
        contacted.brand,
        contacted.channel,
        contacted.week_end_date,
        contacted.purchases,
        {{ rounded(
            quotient(
                '(purchases_of_weeks.purchases - contacted.purchases) * contacted.buyers',
                'nullif(buyers_of_weeks.buyers - contacted.buyers, 0)'
            ),
            scale=4
        ) }} as expected_purchases
    from contacted
    inner join buyers_of_weeks on contacted.week_end_date = buyers_of_weeks.week_end_date
    inner join purchases_of_weeks on contacted.week_end_date = purchases_of_weeks.week_end_date
),

final as (
    select
        brand,
        channel,
        week_end_date,
        'sales' as sign,
        cast(purchases as bigint) as numerator,
        cast(coalesce(expected_purchases, 0) as decimal(18, 4)) as volume
    from expected
    union all
    select
        brand,
        channel,
        week_end_date,
        'return rate' as sign,
        cast(returns as bigint) as numerator,
        cast(orders as decimal(18, 4)) as volume
    from contacted
)

select * from final
