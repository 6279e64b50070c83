{{ config(enabled=is_registered('twilio'), materialized='view') }}

with numbers as (
    select * from {{ ref('stg_twilio__numbers') }}
    where {{ matches_pattern('number_key', '^[+]') }}
),

final as (
    select
        {{ entity_id('twilio', 'number', 'number_key') }} as record_id,
        'phone' as identifier_type,
        number_key as identifier_value,
        first_seen_at,
        last_seen_at
    from numbers
)

select * from final
