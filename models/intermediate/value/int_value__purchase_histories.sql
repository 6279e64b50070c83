with orders as (
    select * from {{ ref('orders') }}
),

-- Two orders of one day are one purchase, as in the papers: a forgotten item ordered an hour later is no rhythm.
purchase_days as (
    select
        customer_id,
        cast(ordered_at as date) as purchase_date,
        sum(net_amount) as net_amount
    from orders
    where
        customer_id is not null
        and is_purchase
    group by customer_id, cast(ordered_at as date)
),

since_the_first as (
    select
        *,
        min(purchase_date) over (partition by customer_id) as first_purchase_date
    from purchase_days
),

histories as (
    select
        customer_id,
        first_purchase_date,
        count(*) - 1 as repeat_count,
        sum(case when purchase_date > first_purchase_date then net_amount else 0 end) as repeat_amount,
        max(purchase_date) as last_purchase_date
    from since_the_first
    group by customer_id, first_purchase_date
),

final as (
    select
        customer_id,
        '{{ var("reporting_currency") }}' as currency,
        cast(repeat_count as integer) as repeat_count,
        cast({{ days_between('first_purchase_date', 'last_purchase_date') }} as integer) as active_days,
        cast({{ days_between('first_purchase_date', as_of()) }} as integer) as age_days,
        cast(repeat_amount as decimal(18, 2)) as repeat_amount,
        first_purchase_date,
        last_purchase_date
    from histories
)

select * from final
