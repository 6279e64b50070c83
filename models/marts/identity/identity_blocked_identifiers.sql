with blocked_links as (
    select * from {{ ref('identity_blocked_links') }}
),

final as (
    select
        identifier_type,
        identifier_value,
        blocked_reason,
        cast(count(*) as integer) as record_count,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from blocked_links
    group by identifier_type, identifier_value, blocked_reason
)

select * from final
