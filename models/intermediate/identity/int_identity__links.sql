with identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
    where identifier_value is not null
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

probable_links as (
    select * from {{ ref('int_identity__probable_links') }}
),

usable as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        min(identifiers.first_seen_at) as first_seen_at,
        max(identifiers.last_seen_at) as last_seen_at
    from identifiers
    left join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
    where hubs.identifier_value is null
    group by identifiers.record_id, identifiers.identifier_type, identifiers.identifier_value
),

-- Each pair of records that are probably one person shares an identifier of its own.
matched as (
    {%- for side in ['left', 'right'] %}
    select
        record_id_{{ side }} as record_id,
        'probable_match' as identifier_type,
        record_id_left || ' = ' || record_id_right as identifier_value,
        cast(null as timestamp) as first_seen_at,
        cast(null as timestamp) as last_seen_at
    from probable_links
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

final as (
    select * from usable
    union all
    select * from matched
)

select * from final
