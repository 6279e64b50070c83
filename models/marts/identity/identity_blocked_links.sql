with hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

blocked as (
    select
        record_id,
        identifier_type,
        coalesce(normalised_value, raw_value, '') as identifier_value,
        rejection_reason as blocked_reason,
        first_seen_at,
        last_seen_at
    from {{ ref('int_identity__normalised_identifiers') }}
    where rejection_reason is not null
    union all
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        hubs.hub_reason as blocked_reason,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from {{ ref('int_identity__normalised_identifiers') }} as identifiers
    inner join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
),

final as (
    select
        customer_records.customer_id,
        blocked.record_id,
        blocked.identifier_type,
        blocked.identifier_value,
        split_part(blocked.record_id, ':', 1) as source,
        blocked.blocked_reason,
        min(blocked.first_seen_at) as first_seen_at,
        max(blocked.last_seen_at) as last_seen_at
    from blocked
    left join customer_records on blocked.record_id = customer_records.record_id
    group by
        customer_records.customer_id, blocked.record_id, blocked.identifier_type, blocked.identifier_value,
        blocked.blocked_reason
)

select * from final
