-- How much of each source is known to the others: records, and the share whose customer has records of another source.
with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

customers as (
    select * from {{ ref('customers') }}
)

select
    customer_records.source,
    customer_records.object,
    count(*) as records,
    count(distinct customer_records.customer_id) as customers,
    round(avg(case when customers.source_count > 1 then 1.0 else 0.0 end), 3) as share_known_elsewhere
from customer_records
inner join customers on customer_records.customer_id = customers.customer_id
group by customer_records.source, customer_records.object
order by records desc
