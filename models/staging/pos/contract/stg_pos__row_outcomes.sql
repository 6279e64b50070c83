{{ config(enabled=is_registered('pos'), materialized='view') }}

{{ row_outcomes('pos', [
    'receipt',
    'receipt_line',
    'loyalty_card',
    'return',
]) }}
