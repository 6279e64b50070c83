-- Why are two records one customer? The shortest chain of links between them, one row per link, as `c360 explain`
-- prints it.
-- dbt compile --select match_path --vars '{from_record: "shopify:customer:1", to_record: "pos:loyalty_card:2"}'
-- writes the query, which runs by itself over the marts. Without the vars it takes the first and the last record of the
-- customer that joins most sources. A chain longer than 12 links is not followed.
with recursive identity_links as (
    select * from {{ ref('identity_links') }}
),

customer_records as (
    select * from {{ ref('customer_records') }}
),

widest as (
    select
        customer_id,
        min(record_id) as first_record_id,
        max(record_id) as last_record_id
    from customer_records
    group by customer_id
    order by count(distinct source) desc, count(*), customer_id
    limit 1
),

ends as (
    select
        {{ "'" ~ var('from_record') | replace("'", "''") ~ "'" if var('from_record', '') else 'first_record_id' }}
            as from_record,
        {{ "'" ~ var('to_record') | replace("'", "''") ~ "'" if var('to_record', '') else 'last_record_id' }}
            as to_record
    from widest
),

-- Only the customer of the two is walked through.
links as (
    select
        identity_links.record_id,
        identity_links.identifier_type,
        identity_links.identifier_value,
        identity_links.tier,
        identity_links.source,
        identity_links.first_seen_at,
        identity_links.last_seen_at
    from identity_links
    inner join customer_records on identity_links.customer_id = customer_records.customer_id
    inner join ends on customer_records.record_id = ends.from_record
),

-- `union` keeps each record once per distance.
reached as (
    select
        from_record as record_id,
        0 as distance
    from ends
    union
    select
        there.record_id,
        reached.distance + 1 as distance
    from reached
    inner join links as here on reached.record_id = here.record_id
    inner join links as there
        on
            here.identifier_type = there.identifier_type
            and here.identifier_value = there.identifier_value
            and here.record_id <> there.record_id
    where reached.distance < 12
),

nearest as (
    select
        record_id,
        min(distance) as distance
    from reached
    group by record_id
),

-- Every link that leads one step away from the start; backwards from the end only one chain is kept.
forward as (
    select
        here_nearest.distance + 1 as link_number,
        here.record_id as from_record,
        there.record_id as to_record,
        here.identifier_type,
        here.identifier_value,
        here.tier,
        here.source as from_source,
        there.source as to_source,
        here.first_seen_at as from_first_seen_at,
        there.first_seen_at as to_first_seen_at,
        row_number() over (
            partition by there.record_id
            order by
                here.tier asc nulls last,
                here.identifier_type asc nulls last,
                here.identifier_value asc nulls last,
                here.record_id asc nulls last
        ) as choice
    from nearest as here_nearest
    inner join links as here on here_nearest.record_id = here.record_id
    inner join links as there
        on
            here.identifier_type = there.identifier_type
            and here.identifier_value = there.identifier_value
    inner join nearest as there_nearest
        on
            there.record_id = there_nearest.record_id
            and here_nearest.distance + 1 = there_nearest.distance
),

chain as (
    select forward.*
    from forward
    inner join ends on forward.to_record = ends.to_record
    where forward.choice = 1
    union
    select forward.*
    from chain
    inner join forward on chain.from_record = forward.to_record
    where forward.choice = 1
),

final as (
    select
        link_number,
        from_record,
        to_record,
        identifier_type,
        identifier_value,
        tier,
        from_source,
        to_source,
        from_first_seen_at,
        to_first_seen_at
    from chain
)

select * from final
order by link_number
