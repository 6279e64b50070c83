{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with campaigns as (
    select * from {{ ref('stg_complete_journey__campaign_descriptions') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('complete_journey', 'campaign', 'campaign_key') }} as campaign_id,
        'complete_journey' as source,
        'direct_mail' as channel,
        'Campaign ' || campaign_key || coalesce(' (' || campaign_type || ')', '') as name,
        cast(null as string) as business_unit,
        -- The study's user guide, table coupon: of a type A campaign each household gets 16 coupons chosen
        -- by what it bought before; of types B and C every household gets the same.
        campaign_type = 'Type A' as is_personalised,
        started_at,
        ended_at,
        cast(null as decimal(18, 2)) as cost,
        'USD' as currency
    from campaigns
)

select * from final
