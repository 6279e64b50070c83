with refused_links as (
    select * from {{ ref('int_identity__refused_links') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
),

decisions as (
    select * from {{ ref('int_identity__decisions') }}
    where decision = 'never'
),

decided as (
    select
        least(left_records.cluster_id, right_records.cluster_id) as cluster_left,
        greatest(left_records.cluster_id, right_records.cluster_id) as cluster_right,
        cast(min(decisions.decided_on) as timestamp) as decided_at
    from decisions
    inner join customer_records as left_records on decisions.record_id_left = left_records.record_id
    inner join customer_records as right_records on decisions.record_id_right = right_records.record_id
    group by
        least(left_records.cluster_id, right_records.cluster_id),
        greatest(left_records.cluster_id, right_records.cluster_id)
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

-- When each side was first seen with the value, or made where no source dates it (a probable link): the conflict is
-- as old as the later of the two, or as the decision.
sides as (
    select
        customer_records.cluster_id,
        customer_records.customer_id,
        links.identifier_type,
        links.identifier_value,
        min(customer_records.record_id) as record_id,
        count(*) as record_count,
        coalesce(min(links.first_seen_at), min(customer_records.created_at)) as first_seen_at
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
        case
            when refused_links.refusal_reason = 'decision: never'
                then greatest(left_sides.first_seen_at, right_sides.first_seen_at, decided.decided_at)
            else greatest(left_sides.first_seen_at, right_sides.first_seen_at)
        end as refused_since_at
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
    left join decided
        on
            refused_links.cluster_left = decided.cluster_left
            and refused_links.cluster_right = decided.cluster_right
)

select * from final
