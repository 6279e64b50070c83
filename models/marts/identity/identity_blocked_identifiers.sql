with identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

blocked as (
    select
        identifier_type,
        coalesce(raw_value, '') as identifier_value,
        rejection_reason as blocked_reason,
        record_id,
        first_seen_at,
        last_seen_at
    from identifiers
    where rejection_reason is not null
    union all
    select
        identifiers.identifier_type,
        identifiers.identifier_value,
        hubs.hub_reason as blocked_reason,
        identifiers.record_id,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from identifiers
    inner join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
),

final as (
    select
        identifier_type,
        identifier_value,
        blocked_reason,
        cast(count(distinct record_id) as integer) as record_count,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from blocked
    group by identifier_type, identifier_value, blocked_reason
)

select * from final
