-- Whom may we write to on which channel, and what ends in the next 30 days: one row per channel, law and basis or
-- reason. Consent only: how many of them have an address says customer_channel_pressure.
with customer_contactability as (
    select * from {{ ref('customer_contactability') }}
    where purpose = 'marketing'
),

customers as (
    select * from {{ ref('customers') }}
    where is_identified
)

select
    customer_contactability.channel,
    customer_contactability.jurisdiction,
    case when customer_contactability.is_contactable then 'yes' else 'no' end as may_we_write,
    coalesce(customer_contactability.basis, customer_contactability.refusal_reason) as why,
    customer_contactability.legal_clause,
    count(*) as customers,
    sum(customers.net_revenue) as net_revenue,
    sum(
        case
            when
                customer_contactability.is_contactable
                and customer_contactability.expires_at <= {{ add_days(as_of(), 30) }}
                then 1
            else 0
        end
    ) as ending_in_30_days,
    min(
        case when customer_contactability.is_contactable then customer_contactability.expires_at end
    ) as first_end_at
from customer_contactability
inner join customers on customer_contactability.customer_id = customers.customer_id
group by
    customer_contactability.channel,
    customer_contactability.jurisdiction,
    customer_contactability.is_contactable,
    customer_contactability.basis,
    customer_contactability.refusal_reason,
    customer_contactability.legal_clause
order by customer_contactability.channel, customers desc, customer_contactability.jurisdiction, why
