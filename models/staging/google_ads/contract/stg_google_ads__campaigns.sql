{{ config(enabled=is_registered('google_ads'), materialized='view') }}

with history as (
    select * from {{ ref('stg_google_ads__campaign_history') }}
    where row_status = 'kept'
),

campaign_costs as (
    select * from {{ ref('stg_google_ads__campaign_costs') }}
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

named as (
    select
        *,
        {{ entity_id('google_ads', 'campaign', 'campaign_key') }} as campaign_id
    from history
),

-- A campaign whose name was never delivered has cost money nevertheless.
final as (
    select
        coalesce(named.campaign_id, costs.campaign_id) as campaign_id,
        'google_ads' as source,
        'programmatic' as channel,
        named.name,
        cast(null as string) as business_unit,
        cast(null as boolean) as is_personalised,
        coalesce(named.started_at, cast(costs.first_date as timestamp)) as started_at,
        coalesce(named.ended_at, cast(costs.last_date as timestamp)) as ended_at,
        cast(costs.cost as decimal(18, 2)) as cost,
        costs.currency
    from named
    full outer join costs
        on named.campaign_id = costs.campaign_id
)

select * from final
