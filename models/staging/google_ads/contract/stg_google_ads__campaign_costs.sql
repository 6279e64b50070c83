{{ config(enabled=is_registered('google_ads'), materialized='view') }}

with stats as (
    select * from {{ ref('stg_google_ads__campaign_stats') }}
    where row_status = 'kept'
),

accounts as (
    select * from {{ ref('stg_google_ads__account_history') }}
    where row_status = 'kept'
),

-- The tool counts per device and network; a campaign's day is their sum.
days as (
    select
        campaign_key,
        cost_date,
        min(account_key) as account_key,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(cost) as cost
    from stats
    group by campaign_key, cost_date
),

final as (
    select
        {{ entity_id('google_ads', 'campaign', 'days.campaign_key') }} as campaign_id,
        cast(days.impressions as bigint) as impressions,
        cast(days.clicks as bigint) as clicks,
        cast(days.cost as decimal(18, 2)) as cost,
        accounts.currency,
        days.cost_date
    from days
    left join accounts
        on days.account_key = accounts.account_key
)

select * from final
