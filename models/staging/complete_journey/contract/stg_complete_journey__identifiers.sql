{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with households as (
    select * from {{ ref('stg_complete_journey__households') }}
),

final as (
    select
        {{ entity_id('complete_journey', 'household', 'household_key') }} as record_id,
        'loyalty_number' as identifier_type,
        household_key as identifier_value,
        first_seen_at,
        last_seen_at
    from households
)

select * from final
