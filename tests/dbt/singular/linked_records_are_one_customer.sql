-- Two records that share a usable identifier belong to one customer, unless the link was refused and says so.
select
    links.identifier_type,
    links.identifier_value,
    count(distinct links.customer_id) as customers
from {{ ref('identity_links') }} as links
left join {{ ref('identity_refused_links') }} as refused
    on
        links.identifier_type = refused.identifier_type
        and links.identifier_value = refused.identifier_value
        and links.customer_id in (refused.customer_id_left, refused.customer_id_right)
where refused.identifier_value is null
group by links.identifier_type, links.identifier_value
having count(distinct links.customer_id) <> 1
