with golden_attributes as (
    select * from {{ ref('int_identity__golden_attributes') }}
),

final as (
    select
        customer_id,
        record_id,
        attribute,
        attribute_value,
        source,
        strategy,
        source_priority,
        cast(candidate_rank as integer) as candidate_rank,
        is_deleted,
        candidate_rank = 1 as is_winner,
        updated_at
    from golden_attributes
)

select * from final
