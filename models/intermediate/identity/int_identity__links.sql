with identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
    where identifier_value is not null
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

final as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        min(identifiers.first_seen_at) as first_seen_at,
        max(identifiers.last_seen_at) as last_seen_at
    from identifiers
    left join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
    where hubs.identifier_value is null
    group by identifiers.record_id, identifiers.identifier_type, identifiers.identifier_value
)

select * from final
