{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

{{ raw_volumes('klaviyo', ['person', 'event', 'campaign', 'metric']) }}
