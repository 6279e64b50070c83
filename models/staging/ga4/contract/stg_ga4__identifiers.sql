{{ config(enabled=is_registered('ga4'), materialized='view') }}

with devices as (
    select * from {{ ref('stg_ga4__devices') }}
),

final as (
    select
        {{ entity_id('ga4', 'device', 'record_key') }} as record_id,
        'device_id' as identifier_type,
        device_key as identifier_value,
        first_seen_at,
        last_seen_at
    from devices
    union all
    select
        {{ entity_id('ga4', 'device', 'record_key') }} as record_id,
        'shop_account' as identifier_type,
        user_key as identifier_value,
        first_seen_at,
        last_seen_at
    from devices
    where user_key is not null
)

select * from final
