{{ config(enabled=is_registered('shopify'), materialized='view') }}

{{ raw_volumes('shopify', [
    'customer',
    'order',
    'order_line',
    'refund',
    'order_line_refund',
    'abandoned_checkout',
    'product',
    'product_variant',
]) }}
