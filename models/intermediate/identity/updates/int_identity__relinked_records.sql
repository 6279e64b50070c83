-- depends_on: {{ ref('int_identity__probable_links') }}, {{ ref('int_identity__earlier_probable_links') }}
-- depends_on: {{ ref('int_identity__decisions') }}
with affected_records as (
    select * from {{ ref('int_identity__affected_records') }}
),

{% if is_update() -%}
probable_links as (
    select * from {{ ref('int_identity__probable_links') }}
),

earlier_probable_links as (
    select * from {{ ref('int_identity__earlier_probable_links') }}
),

decisions as (
    select * from {{ ref('int_identity__decisions') }}
    where decision = 'always'
),

-- A link that is new or gone, or whose weight has changed: with it, what the two sides hold apart may weigh more or less than the link.
changed_links as (
    select
        coalesce(probable_links.record_id_left, earlier_probable_links.record_id_left) as record_id_left,
        coalesce(probable_links.record_id_right, earlier_probable_links.record_id_right) as record_id_right
    from probable_links
    full outer join earlier_probable_links on probable_links.link_value = earlier_probable_links.link_value
    where
        probable_links.spare_weight is distinct from earlier_probable_links.spare_weight
        or probable_links.sure_weight is distinct from earlier_probable_links.sure_weight
),

-- Two records that a person joined are linked as soon as both are there, and no longer when one is gone.
other_records as (
    select * from changed_links
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
)
{%- else -%}
final as (
    select record_id from affected_records
    where false
)
{%- endif %}

select * from final
