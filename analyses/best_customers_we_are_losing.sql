-- Who bought much and often, and not for long: the segments to win back first.
select
    rfm_segment,
    country_code,
    count(*) as customers,
    sum(net_revenue) as net_revenue,
    round(avg(order_count), 1) as orders_each
from {{ ref('customers') }}
where rfm_segment in ('cannot lose', 'at risk')
group by rfm_segment, country_code
order by net_revenue desc
