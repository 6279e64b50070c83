{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'coupon_redemptions') }}
),

coupons as (
    select distinct
        campaign_key,
        coupon_key
    from {{ ref('stg_complete_journey__coupons') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ safe_cast('raw.household_id', 'string') }} as household_key,
        {{ safe_cast('raw.coupon_upc', 'string') }} as coupon_key,
        {{ safe_cast('raw.campaign_id', 'string') }} as campaign_key,
        {{ safe_cast('raw.redemption_date', 'date') }} as redemption_date,
        -- A calendar day of the retailer, who is in New York's time zone.
        {{ local_to_utc(parse_instant('raw.redemption_date'), 'America/New_York') }} as redeemed_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when
                cleaned.household_key is null or cleaned.coupon_key is null or cleaned.campaign_key is null
                then 'no key'
            when cleaned.redeemed_at is null then 'unreadable value: redemption_date'
            when {{ is_impossible_date('cleaned.redeemed_at') }} then 'impossible date: redemption_date'
            when {{ is_after_as_of('cleaned.redeemed_at') }} then 'after as_of'
            when coupons.coupon_key is null then 'orphan: no coupon'
        end as rejection_reason
    from cleaned
    left join coupons
        on
            cleaned.campaign_key = coupons.campaign_key
            and cleaned.coupon_key = coupons.coupon_key
),

final as (
    {{ classify_rows('judged', key=['household_key', 'coupon_key', 'campaign_key', 'redemption_date']) }}
)

select * from final
