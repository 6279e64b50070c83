{{ config(enabled=is_registered('shopify'), materialized='view') }}

{{ row_outcomes('shopify', ['customer']) }}
