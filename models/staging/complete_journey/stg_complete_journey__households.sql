{{ config(enabled=is_registered('complete_journey')) }}

-- The study has no table of households: one exists because some table mentions it.

with transactions as (
    select * from {{ ref('stg_complete_journey__transactions') }}
    where row_status = 'kept'
),

mailings as (
    select * from {{ ref('stg_complete_journey__mailings') }}
    where row_status = 'kept'
),

campaigns as (
    select * from {{ ref('stg_complete_journey__campaign_descriptions') }}
    where row_status = 'kept'
),

redemptions as (
    select * from {{ ref('stg_complete_journey__coupon_redemptions') }}
    where row_status = 'kept'
),

demographics as (
    select * from {{ ref('stg_complete_journey__demographics') }}
    where row_status = 'kept'
),

sightings as (
    select
        household_key,
        ordered_at as seen_at
    from transactions
    where household_key is not null
    union all
    select
        mailings.household_key,
        campaigns.started_at as seen_at
    from mailings
    inner join campaigns on mailings.campaign_key = campaigns.campaign_key
    union all
    select
        household_key,
        redeemed_at as seen_at
    from redemptions
    union all
    select
        household_key,
        cast(null as timestamp) as seen_at
    from demographics
),

final as (
    select
        household_key,
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from sightings
    group by household_key
)

select * from final
