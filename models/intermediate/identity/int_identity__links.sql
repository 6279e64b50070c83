{{ config(materialized=kept_up_materialization(), concerned='int_identity__relinked_records') }}

with identifiers as (
    {{ concerned_rows('int_identity__normalised_identifiers', 'int_identity__relinked_records') }}
    where identifier_value is not null
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

probable_links as (
    select * from {{ ref('int_identity__probable_links') }}
),

decisions as (
    select * from {{ ref('int_identity__decisions') }}
    where decision = 'always'
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

usable as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        identifier_types.tier,
        min(identifiers.first_seen_at) as first_seen_at,
        max(identifiers.last_seen_at) as last_seen_at
    from identifiers
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    left join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
    where hubs.identifier_value is null
    group by
        identifiers.record_id, identifiers.identifier_type, identifiers.identifier_value, identifier_types.tier
),

-- Two records that a person joined, or that are probably one person, share an identifier of their own.
pairs as (
    select
        'decision' as identifier_type,
        0 as tier,
        record_id_left,
        record_id_right
    from decisions
    union all
    select
        identifier_types.identifier_type,
        identifier_types.tier,
        probable_links.record_id_left,
        probable_links.record_id_right
    from probable_links
    inner join identifier_types on identifier_types.identifier_type = 'probable_match'
),

paired as (
    {%- for side in ['left', 'right'] %}
    select
        pairs.record_id_{{ side }} as record_id,
        pairs.identifier_type,
        pairs.record_id_left || ' = ' || pairs.record_id_right as identifier_value,
        pairs.tier,
        cast(null as timestamp) as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from pairs
    inner join {{ ref('int_conformed__contacts') }} as left_contacts
        on pairs.record_id_left = left_contacts.record_id
    inner join {{ ref('int_conformed__contacts') }} as right_contacts
        on pairs.record_id_right = right_contacts.record_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

final as (
    select * from usable
    union all
    {{ concerned_rows('paired', 'int_identity__relinked_records', is_cte=true) }}
)

select * from final
