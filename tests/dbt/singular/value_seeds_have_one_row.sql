-- The models cross join them: without a row the marts would be empty, with two each customer would stand twice.
{% for seed in ['value_parameters', 'value_settings'] %}
select '{{ seed }}.csv: exactly one row is needed; restore it' as problem
from (select count(*) as row_count from {{ ref(seed) }}) as counted
where row_count <> 1
{% if not loop.last %}union all{% endif %}
{% endfor %}
