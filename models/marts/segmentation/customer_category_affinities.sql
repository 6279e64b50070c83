with orders as (
    select * from {{ ref('orders') }}
),

order_lines as (
    select * from {{ ref('order_lines') }}
),

product_categories as (
    select * from {{ ref('int_orders__product_categories') }}
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

-- A purchase counts once for each category in it, however many pieces; what went back whole was not bought.
bought as (
    select distinct
        orders.customer_id,
        product_categories.category,
        orders.order_id
    from orders
    cross join purchase_window
    inner join order_lines on orders.order_id = order_lines.order_id
    inner join product_categories on order_lines.product_id = product_categories.product_id
    where
        orders.customer_id is not null
        and orders.is_purchase
        and orders.ordered_at > purchase_window.window_start_at
        and coalesce(order_lines.returned_quantity < order_lines.quantity, true)
),

counted as (
    select
        customer_id,
        category,
        count(*) as purchases
    from bought
    group by customer_id, category
),

company_counts as (
    select
        category,
        sum(purchases) as purchases
    from counted
    group by category
),

company_shares as (
    select
        category,
        {{ rounded(quotient('purchases', 'sum(purchases) over ()'), 6) }} as company_share
    from company_counts
),

totals as (
    select
        customer_id,
        category,
        purchases,
        sum(purchases) over (partition by customer_id) as all_purchases
    from counted
),

shared as (
    select
        totals.customer_id,
        totals.category,
        totals.purchases,
        company_shares.company_share,
        settings.affinity_least_excess,
        {{ rounded(quotient('totals.purchases', 'totals.all_purchases'), 6) }} as purchase_share,
        {{
            rounded(
                quotient(
                    'totals.purchases + settings.affinity_prior * company_shares.company_share',
                    'totals.all_purchases + settings.affinity_prior'
                ),
                6
            )
        }} as shrunk_share
    from totals
    inner join company_shares on totals.category = company_shares.category
    cross join settings
),

ranked as (
    select
        *,
        row_number() over (
            partition by customer_id
            order by shrunk_share - company_share desc, purchases desc, category nulls last
        ) as choice
    from shared
),

final as (
    select
        customer_id,
        category,
        cast(purchases as integer) as purchases,
        purchase_share,
        shrunk_share,
        company_share,
        cast(shrunk_share - company_share as decimal(18, 6)) as excess_share,
        choice = 1 and shrunk_share - company_share >= affinity_least_excess as is_affinity
    from ranked
)

select * from final
