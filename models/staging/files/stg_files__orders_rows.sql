{{ config(enabled=is_registered('files')) }}

{#- Gross less discount less refunded is net: a gross amount that leaves no room for the others contradicts them. -#}
{%- set beyond_net = 'cleaned.gross_amount - coalesce(cleaned.refunded_amount, 0) - cleaned.net_amount' -%}
{%- set contradiction = beyond_net ~ ' < -0.01 or abs(' ~ beyond_net ~ ' - cleaned.discount_amount) > 0.01' %}

{{ stage_own_file(
    'orders', key=['order_id'], happened_at='ordered_at', rules={'contradictory value: gross_amount': contradiction}
) }}
