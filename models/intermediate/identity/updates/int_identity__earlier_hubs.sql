-- depends_on: {{ ref('int_identity__update_plan') }}
{% if is_update() -%}
select
    identifier_type,
    identifier_value
from {{ previous_version('int_identity__hubs') }}
{%- else -%}
select
    cast(null as string) as identifier_type,
    cast(null as string) as identifier_value
from {{ ref('int_identity__update_plan') }}
where false
{%- endif %}
