{{ config(enabled=is_registered('twilio')) }}

with messages as (
    select * from {{ ref('stg_twilio__message') }}
    where row_status = 'kept'
),

calls as (
    select * from {{ ref('stg_twilio__call') }}
    where row_status = 'kept' and number_key is not null and not is_agent_leg
),

seen as (
    select
        number_key,
        sent_at as seen_at
    from messages
    union all
    select
        number_key,
        started_at as seen_at
    from calls
),

final as (
    select
        number_key,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from seen
    group by number_key
)

select * from final
