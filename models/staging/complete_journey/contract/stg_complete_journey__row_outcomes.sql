{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

{{ row_outcomes(
    'complete_journey',
    ['transactions', 'campaigns', 'campaign_descriptions', 'coupons', 'coupon_redemptions', 'demographics', 'products'],
    staged_as={'campaigns': 'mailings', 'products': 'catalogue'},
) }}
