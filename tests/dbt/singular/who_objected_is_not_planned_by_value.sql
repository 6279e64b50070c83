-- Who objected to direct marketing is no longer profiled for it (GDPR art. 21(2)): no plan reads what they are worth.
with eligibility as (
    select * from {{ ref('customer_channel_eligibility') }}
),

customers as (
    select * from {{ ref('customers') }}
    where not is_profiling_allowed
)

select
    eligibility.customer_id,
    eligibility.channel,
    'customer_channel_eligibility: customer ' || eligibility.customer_id
    || ' has objected to direct marketing and is planned by value on ' || eligibility.channel as problem
from eligibility
inner join customers on eligibility.customer_id = customers.customer_id
where eligibility.value_segment is not null
order by eligibility.customer_id, eligibility.channel
