{{ config(enabled=is_registered('pos'), materialized='view') }}

{{ raw_volumes('pos', [
    'receipt',
    'receipt_line',
    'loyalty_card',
    'return',
]) }}
