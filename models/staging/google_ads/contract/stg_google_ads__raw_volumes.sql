{{ config(enabled=is_registered('google_ads'), materialized='view') }}

{{ raw_volumes('google_ads', ['account_history', 'campaign_history', 'campaign_stats']) }}
