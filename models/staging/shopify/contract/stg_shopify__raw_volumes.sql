{{ config(enabled=is_registered('shopify'), materialized='view') }}

{{ raw_volumes('shopify', ['customer']) }}
