{{ config(enabled=is_registered('google_ads'), materialized='view') }}

{{ row_outcomes('google_ads', ['account_history', 'campaign_history', 'campaign_stats']) }}
