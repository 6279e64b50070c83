{{ config(enabled=is_registered('shopify'), materialized='view') }}

{{ row_outcomes('shopify', [
    'customer',
    'order',
    'order_line',
    'refund',
    'order_line_refund',
    'abandoned_checkout',
    'product',
    'product_variant',
]) }}
