with customer_identifiers as (
    select * from {{ ref('int_identity__customer_identifiers') }}
),

final as (
    select
        customer_id,
        identifier_type,
        identifier_value,
        record_count,
        source_count,
        is_primary,
        first_seen_at,
        last_seen_at
    from customer_identifiers
)

select * from final
