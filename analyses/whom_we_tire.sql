-- Marketing pressure by value: which share of the reachable customers of a segment gets too much, and
-- how much they are worth.
select
    rfm_segment,
    count(*) as reachable_customers,
    round(avg(case when pressure_state = 'over-pressure' then 1.0 else 0.0 end), 3) as share_over_pressure,
    round(avg(case when pressure_state = 'under-pressure' then 1.0 else 0.0 end), 3) as share_under_pressure,
    sum(case when pressure_state = 'over-pressure' then net_revenue else 0 end) as revenue_over_pressure
from {{ ref('customers') }}
where pressure_state <> 'unreachable'
group by rfm_segment
order by share_over_pressure desc
