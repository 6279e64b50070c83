with refused_links as (
    select * from {{ ref('int_identity__refused_links') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
),

refused_values as (
    {%- for side in ['left', 'right'] %}
    select
        cluster_{{ side }} as cluster_id,
        identifier_type,
        identifier_value
    from refused_links
    {{ 'union' if not loop.last }}
    {%- endfor %}
),

-- When each side was first seen with the value: the conflict is as old as the later of the two.
sides as (
    select
        customer_records.cluster_id,
        customer_records.customer_id,
        links.identifier_type,
        links.identifier_value,
        min(customer_records.record_id) as record_id,
        count(*) as record_count,
        min(links.first_seen_at) as first_seen_at
    from refused_values
    inner join customer_records on refused_values.cluster_id = customer_records.cluster_id
    inner join links
        on
            customer_records.record_id = links.record_id
            and refused_values.identifier_type = links.identifier_type
            and refused_values.identifier_value = links.identifier_value
    group by
        customer_records.cluster_id, customer_records.customer_id, links.identifier_type, links.identifier_value
),

final as (
    select
        least(left_sides.customer_id, right_sides.customer_id) as customer_id_left,
        greatest(left_sides.customer_id, right_sides.customer_id) as customer_id_right,
        refused_links.identifier_type,
        refused_links.identifier_value,
        refused_links.refusal_reason,
        case
            when left_sides.customer_id < right_sides.customer_id then left_sides.record_id
            else right_sides.record_id
        end as record_id_left,
        case
            when left_sides.customer_id < right_sides.customer_id then right_sides.record_id
            else left_sides.record_id
        end as record_id_right,
        cast(refused_links.tier as integer) as tier,
        cast(left_sides.record_count + right_sides.record_count as integer) as record_count,
        greatest(left_sides.first_seen_at, right_sides.first_seen_at) as refused_since_at
    from refused_links
    inner join sides as left_sides
        on
            refused_links.cluster_left = left_sides.cluster_id
            and refused_links.identifier_type = left_sides.identifier_type
            and refused_links.identifier_value = left_sides.identifier_value
    inner join sides as right_sides
        on
            refused_links.cluster_right = right_sides.cluster_id
            and refused_links.identifier_type = right_sides.identifier_type
            and refused_links.identifier_value = right_sides.identifier_value
)

select * from final
