-- depends_on: {{ ref('int_identity__update_plan') }}
{% if is_update() -%}
select
    record_id_left,
    record_id_right,
    link_value,
    spare_weight,
    sure_weight
from {{ previous_version('int_identity__probable_links') }}
{%- else -%}
select
    cast(null as string) as record_id_left,
    cast(null as string) as record_id_right,
    cast(null as string) as link_value,
    cast(null as double) as spare_weight,
    cast(null as double) as sure_weight
from {{ ref('int_identity__update_plan') }}
where false
{%- endif %}
