{{ config(enabled=is_registered('ga4'), materialized='view') }}

{{ raw_volumes('ga4', ['event']) }}
