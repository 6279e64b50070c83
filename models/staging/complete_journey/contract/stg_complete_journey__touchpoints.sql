{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with mailings as (
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

-- The study tells who was mailed, not when: the coupons are in the house when they begin to be valid,
-- on the campaign's first day.
delivered as (
    select
        'mailing:' || mailings.campaign_key || '/' || mailings.household_key as touchpoint_key,
        mailings.campaign_key || '/' || mailings.household_key as mailing_key,
        mailings.household_key,
        mailings.campaign_key,
        'delivered' as event,
        campaigns.started_at as occurred_at
    from mailings
    inner join campaigns on mailings.campaign_key = campaigns.campaign_key
),

redeemed as (
    select
        'redemption:' || redemptions.row_key as touchpoint_key,
        mailings.campaign_key || '/' || mailings.household_key as mailing_key,
        redemptions.household_key,
        redemptions.campaign_key,
        'redeemed' as event,
        redemptions.redeemed_at as occurred_at
    from redemptions
    left join mailings
        on
            redemptions.campaign_key = mailings.campaign_key
            and redemptions.household_key = mailings.household_key
),

events as (
    select * from delivered
    union all
    select * from redeemed
),

final as (
    select
        'complete_journey:' || touchpoint_key as touchpoint_id,
        {{ entity_id('complete_journey', 'household', 'household_key') }} as record_id,
        'direct_mail' as channel,
        {{ entity_id('complete_journey', 'campaign', 'campaign_key') }} as campaign_id,
        {{ entity_id('complete_journey', 'mailing', 'mailing_key') }} as message_id,
        'marketing' as purpose,
        event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        occurred_at
    from events
)

select * from final
