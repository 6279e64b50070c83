{{ config(enabled=is_registered('pos'), materialized='view') }}

{%- set places = [
    ('loyalty_number', 'cards', 'card_key'),
    ('email', 'cards', 'email'),
    ('phone', 'cards', 'phone'),
    ('loyalty_number', 'receipts', 'card_key'),
    ('email', 'receipts', 'email'),
] %}

with cards as (
    select
        *,
        {{ entity_id('pos', 'loyalty_card', 'card_key') }} as record_id,
        issued_at as first_seen_at,
        coalesce(updated_at, issued_at) as last_seen_at
    from {{ ref('stg_pos__loyalty_card') }}
    where row_status = 'kept'
),

receipts as (
    select
        *,
        sold_at as first_seen_at,
        sold_at as last_seen_at
    from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept' and record_id is not null
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
