{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

{{ row_outcomes('klaviyo', ['person', 'event', 'campaign', 'metric']) }}
