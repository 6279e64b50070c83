{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

{{ raw_volumes(
    'complete_journey',
    ['transactions', 'campaigns', 'campaign_descriptions', 'coupons', 'coupon_redemptions', 'demographics', 'products'],
) }}
