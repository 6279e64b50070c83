{%- for seed in identity_seeds() %}
-- depends_on: {{ ref(seed) }}
{%- endfor %}
-- depends_on: {{ ref('int_conformed__contacts') }}
{%- set plan = plan_update() %}
select
    '{{ invocation_id }}' as generation,
    '{{ plan.rules }}' as rules,
    '{{ plan.reason }}' as reason,
    {{ 'true' if plan.is_update else 'false' }} as is_update
