-- The customers with the most records, and the identifiers that hold them together: the first place to
-- look for a shared value that is no hub yet.
with customers as (
    select * from {{ ref('customers') }}
),

customer_identifiers as (
    select * from {{ ref('customer_identifiers') }}
),

identifier_counts as (
    select
        customer_id,
        sum(case when identifier_type = 'email' then 1 else 0 end) as emails,
        sum(case when identifier_type = 'phone' then 1 else 0 end) as phones,
        sum(case when identifier_type = 'device_id' then 1 else 0 end) as devices,
        max(record_count) as records_of_the_widest_identifier
    from customer_identifiers
    group by customer_id
)

select
    customers.customer_id,
    customers.record_count,
    customers.source_count,
    identifier_counts.emails,
    identifier_counts.phones,
    identifier_counts.devices,
    identifier_counts.records_of_the_widest_identifier
from customers
left join identifier_counts on customers.customer_id = identifier_counts.customer_id
order by customers.record_count desc, customers.customer_id
limit 50
