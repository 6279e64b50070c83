{{ config(enabled=is_registered('shopify'), materialized='view') }}

{%- set places = [
    ('shop_account', 'customers', 'customer_key'),
    ('email', 'customers', 'email'),
    ('phone', 'customers', 'phone'),
    ('email', 'orders', 'email'),
    ('phone', 'orders', 'billing_phone'),
    ('phone', 'orders', 'shipping_phone'),
    ('email', 'checkouts', 'email'),
    ('phone', 'checkouts', 'phone'),
    ('phone', 'checkouts', 'billing_phone'),
    ('phone', 'checkouts', 'shipping_phone'),
] %}

with customers as (
    select
        *,
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        created_at as first_seen_at,
        coalesce(updated_at, created_at) as last_seen_at
    from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

orders as (
    select
        *,
        ordered_at as first_seen_at,
        ordered_at as last_seen_at
    from {{ ref('stg_shopify__order') }}
    where row_status = 'kept' and record_id is not null
),

checkouts as (
    select
        *,
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        created_at as first_seen_at,
        coalesce(updated_at, created_at) as last_seen_at
    from {{ ref('stg_shopify__abandoned_checkout') }}
    where row_status = 'kept' and customer_key is not null
),

sightings as (
    {%- for identifier_type, relation, column in places %}
    {{ 'union all' if not loop.first }}
    select
        record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ column }} as identifier_value,
        first_seen_at,
        last_seen_at
    from {{ relation }}
    {%- endfor %}
),

final as (
    select
        record_id,
        identifier_type,
        identifier_value,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from sightings
    where identifier_value is not null
    group by record_id, identifier_type, identifier_value
)

select * from final
