with refused_links as (
    select * from {{ ref('identity_refused_links') }}
    where refusal_reason <> 'decision: never'
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

orders as (
    select * from {{ ref('orders') }}
),

revenues as (
    select
        customer_id,
        sum(net_amount) as net_revenue
    from orders
    where customer_id is not null and is_purchase
    group by customer_id
),

sizes as (
    select
        customer_id,
        count(*) as record_count
    from customer_records
    group by customer_id
),

pairs as (
    select
        customer_id_left,
        customer_id_right,
        min(record_id_left) as record_id_left,
        min(record_id_right) as record_id_right,
        min(refusal_reason) as refusal_reason,
        min(tier) as strongest_tier,
        count(*) as refused_link_count,
        max(refused_since_at) as refused_since_at
    from refused_links
    group by customer_id_left, customer_id_right
),

-- What a decision would change first: money on both sides, then strong links, many links, many records.
ranked as (
    select
        pairs.*,
        coalesce(left_revenues.net_revenue, 0) + coalesce(right_revenues.net_revenue, 0) as net_revenue,
        left_sizes.record_count + right_sizes.record_count as record_count,
        row_number() over (
            order by
                pairs.strongest_tier nulls last,
                coalesce(left_revenues.net_revenue, 0) + coalesce(right_revenues.net_revenue, 0) desc,
                pairs.refused_link_count desc,
                left_sizes.record_count + right_sizes.record_count desc,
                pairs.customer_id_left nulls last,
                pairs.customer_id_right nulls last
        ) as review_rank
    from pairs
    inner join sizes as left_sizes on pairs.customer_id_left = left_sizes.customer_id
    inner join sizes as right_sizes on pairs.customer_id_right = right_sizes.customer_id
    left join revenues as left_revenues on pairs.customer_id_left = left_revenues.customer_id
    left join revenues as right_revenues on pairs.customer_id_right = right_revenues.customer_id
),

final as (
    select
        cast(review_rank as integer) as review_rank,
        customer_id_left,
        customer_id_right,
        record_id_left,
        record_id_right,
        refusal_reason,
        cast(strongest_tier as integer) as strongest_tier,
        cast(refused_link_count as integer) as refused_link_count,
        cast(record_count as integer) as record_count,
        cast(net_revenue as decimal(18, 2)) as net_revenue,
        refused_since_at
    from ranked
)

select * from final
