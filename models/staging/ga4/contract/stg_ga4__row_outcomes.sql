{{ config(enabled=is_registered('ga4'), materialized='view') }}

{{ row_outcomes('ga4', ['event']) }}
