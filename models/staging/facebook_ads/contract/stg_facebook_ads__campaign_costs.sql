{{ config(enabled=is_registered('facebook_ads'), materialized='view') }}

with reports as (
    select * from {{ ref('stg_facebook_ads__basic_ad') }}
    where row_status = 'kept'
),

ads as (
    select * from {{ ref('stg_facebook_ads__ad_history') }}
    where row_status = 'kept'
),

accounts as (
    select * from {{ ref('stg_facebook_ads__account_history') }}
    where row_status = 'kept'
),

-- An ad whose campaign was not delivered is a campaign of its own: its money was spent.
attributed as (
    select
        coalesce(
            {{ entity_id('facebook_ads', 'campaign', 'ads.campaign_key') }},
            {{ entity_id('facebook_ads', 'ad', 'reports.ad_key') }}
        ) as campaign_id,
        reports.account_key,
        reports.impressions,
        reports.clicks,
        reports.cost,
        reports.cost_date
    from reports
    left join ads
        on reports.ad_key = ads.ad_key
),

days as (
    select
        campaign_id,
        cost_date,
        min(account_key) as account_key,
        sum(impressions) as impressions,
        sum(clicks) as clicks,
        sum(cost) as cost
    from attributed
    group by campaign_id, cost_date
),

final as (
    select
        days.campaign_id,
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
