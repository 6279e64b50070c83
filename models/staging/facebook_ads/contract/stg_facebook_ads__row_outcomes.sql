{{ config(enabled=is_registered('facebook_ads'), materialized='view') }}

{{ row_outcomes('facebook_ads', ['account_history', 'campaign_history', 'ad_history', 'basic_ad']) }}
