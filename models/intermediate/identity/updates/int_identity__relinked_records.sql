-- depends_on: {{ ref('int_identity__probable_links') }}, {{ ref('identity_decisions') }}
with affected_records as (
    select * from {{ ref('int_identity__affected_records') }}
),

{% if is_update() -%}
probable_links as (
    select * from {{ ref('int_identity__probable_links') }}
),

decisions as (
    select * from {{ ref('identity_decisions') }}
    where decision = 'always'
),

earlier_probable_links as (
    select distinct identifier_value as link_value
    from {{ previous_version('int_identity__links') }}
    where identifier_type = 'probable_match'
),

-- Two records that a person joined are linked as soon as both are there, and no longer when one is gone.
other_records as (
    select
        probable_links.record_id_left,
        probable_links.record_id_right
    from probable_links
    left join earlier_probable_links on probable_links.link_value = earlier_probable_links.link_value
    where earlier_probable_links.link_value is null
    union all
    select
        decisions.record_id_left,
        decisions.record_id_right
    from decisions
    inner join affected_records on affected_records.record_id in (decisions.record_id_left, decisions.record_id_right)
),

final as (
    select record_id from affected_records
    union
    select record_id_left as record_id from other_records
    union
    select record_id_right as record_id from other_records
    union
    select links.record_id
    from {{ previous_version('int_identity__links') }} as links
    left join probable_links on links.identifier_value = probable_links.link_value
    where
        links.identifier_type = 'probable_match'
        and probable_links.link_value is null
)
{%- else -%}
final as (
    select record_id from affected_records
    where false
)
{%- endif %}

select * from final
