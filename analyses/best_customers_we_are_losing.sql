-- Who are our best customers at risk? Those who bought much and often and come no more, the most valuable first, with
-- the channels on which one more message may be sent today. Who objected to direct marketing is chosen by no profile.
with customers as (
    select * from {{ ref('customers') }}
    where
        rfm_segment in ('cannot lose', 'at risk')
        and is_profiling_allowed
),

eligible as (
    select
        customer_id,
        {{ joined_texts('channel') }} as eligible_channels
    from {{ ref('customer_channel_eligibility') }}
    where is_eligible
    group by customer_id
)

select
    customers.customer_id,
    customers.country_code,
    customers.rfm_segment,
    customers.lifecycle_stage,
    customers.category_affinity,
    customers.order_count,
    customers.net_revenue,
    customers.alive_probability,
    customers.predicted_value,
    customers.pressure_state,
    eligible.eligible_channels,
    customers.last_ordered_at
from customers
left join eligible on customers.customer_id = eligible.customer_id
order by customers.net_revenue desc, customers.customer_id
