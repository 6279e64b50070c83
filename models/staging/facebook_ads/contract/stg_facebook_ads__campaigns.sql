{{ config(enabled=is_registered('facebook_ads'), materialized='view') }}

with history as (
    select
        *,
        {{ entity_id('facebook_ads', 'campaign', 'campaign_key') }} as campaign_id
    from {{ ref('stg_facebook_ads__campaign_history') }}
    where row_status = 'kept'
),

campaign_costs as (
    select * from {{ ref('stg_facebook_ads__campaign_costs') }}
),

costs as (
    select
        campaign_id,
        min(currency) as currency,
        sum(cost) as cost,
        min(cost_date) as first_date,
        max(cost_date) as last_date
    from campaign_costs
    group by campaign_id
),

final as (
    select
        coalesce(history.campaign_id, costs.campaign_id) as campaign_id,
        'facebook_ads' as source,
        'social_network' as channel,
        history.name,
        cast(null as string) as business_unit,
        cast(null as boolean) as is_personalised,
        cast(costs.first_date as timestamp) as started_at,
        cast(costs.last_date as timestamp) as ended_at,
        cast(costs.cost as decimal(18, 2)) as cost,
        costs.currency
    from history
    full outer join costs
        on history.campaign_id = costs.campaign_id
)

select * from final
