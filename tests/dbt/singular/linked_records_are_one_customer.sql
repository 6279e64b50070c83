-- Two records that share a usable identifier belong to one customer.
select
    links.identifier_type,
    links.identifier_value,
    count(distinct customer_records.customer_id) as customers
from {{ ref('int_identity__links') }} as links
left join {{ ref('int_identity__customer_records') }} as customer_records
    on links.record_id = customer_records.record_id
group by links.identifier_type, links.identifier_value
having count(distinct customer_records.customer_id) <> 1
