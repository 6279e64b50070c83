{{ config(enabled=is_registered('ga4'), materialized='view') }}

with events as (
    select * from {{ ref('stg_ga4__event') }}
    where row_status = 'kept'
),

-- A session's number is its start in seconds: it is unique on one device only.
final as (
    select
        {{ entity_id('ga4', 'event', 'event_key') }} as event_id,
        {{ entity_id('ga4', 'device', "device_key || coalesce('/' || user_key, '')") }} as record_id,
        {{ entity_id('ga4', 'session', "device_key || '/' || session_key") }} as session_id,
        event_name,
        cast(null as string) as product_id,
        url,
        occurred_at
    from events
)

select * from final
