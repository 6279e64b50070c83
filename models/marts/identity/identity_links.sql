with links as (
    select * from {{ ref('int_identity__links') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

final as (
    select
        customer_records.customer_id,
        links.record_id,
        links.identifier_type,
        links.identifier_value,
        customer_records.source,
        cast(links.tier as integer) as tier,
        links.first_seen_at,
        links.last_seen_at
    from links
    inner join customer_records on links.record_id = customer_records.record_id
)

select * from final
