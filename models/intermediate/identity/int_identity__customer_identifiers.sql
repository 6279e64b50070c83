with links as (
    select * from {{ ref('int_identity__links') }}
    where identifier_type <> 'probable_match'
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

grouped as (
    select
        customer_records.customer_id,
        links.identifier_type,
        links.identifier_value,
        count(*) as record_count,
        count(distinct customer_records.source) as source_count,
        min(links.first_seen_at) as first_seen_at,
        max(links.last_seen_at) as last_seen_at
    from links
    inner join customer_records on links.record_id = customer_records.record_id
    group by customer_records.customer_id, links.identifier_type, links.identifier_value
),

final as (
    select
        customer_id,
        identifier_type,
        identifier_value,
        record_count,
        source_count,
        row_number() over (
            partition by customer_id, identifier_type
            order by record_count desc, last_seen_at desc nulls last, identifier_value nulls last
        ) = 1 as is_primary,
        first_seen_at,
        last_seen_at
    from grouped
)

select * from final
