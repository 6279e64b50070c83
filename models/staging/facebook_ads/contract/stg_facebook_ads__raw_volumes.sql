{{ config(enabled=is_registered('facebook_ads'), materialized='view') }}

{{ raw_volumes('facebook_ads', ['account_history', 'campaign_history', 'ad_history', 'basic_ad']) }}
