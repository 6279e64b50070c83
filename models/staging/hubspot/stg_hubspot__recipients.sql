{{ config(enabled=is_registered('hubspot')) }}

with events as (
    select * from {{ ref('stg_hubspot__email_event') }}
    where row_status = 'kept'
),

final as (
    select
        recipient,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at
    from events
    group by recipient
)

select * from final
