{%- set golden_types = "'" ~ golden_identifiers() | join("', '") ~ "'" -%}

with links as (
    select * from {{ ref('int_identity__links') }}
    where identifier_type <> 'probable_match'
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

golden_attributes as (
    select * from {{ ref('int_identity__golden_attributes') }}
    where
        candidate_rank = 1
        and attribute in ({{ golden_types }})
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

counted as (
    select
        *,
        row_number() over (
            partition by customer_id, identifier_type
            order by record_count desc, last_seen_at desc nulls last, identifier_value nulls last
        ) as value_rank
    from grouped
),

-- The e-mail and the phone of the golden record, as the seed attribute_survivorship chooses them.
final as (
    select
        counted.customer_id,
        counted.identifier_type,
        counted.identifier_value,
        counted.record_count,
        counted.source_count,
        case
            when counted.identifier_type in ({{ golden_types }}) then golden_attributes.customer_id is not null
            else counted.value_rank = 1
        end as is_primary,
        counted.first_seen_at,
        counted.last_seen_at
    from counted
    left join golden_attributes
        on
            counted.customer_id = golden_attributes.customer_id
            and counted.identifier_type = golden_attributes.attribute
            and counted.identifier_value = golden_attributes.attribute_value
)

select * from final
