-- A rule over the rows of a seed holds when it has none; the marts would then be empty without a word.
{% set seeds = [
    'channels', 'consent_jurisdictions', 'consent_rules', 'lifecycle_stages', 'message_types', 'pressure_actions',
    'pressure_settings', 'pressure_signs', 'rfm_scoring', 'segment_settings', 'signal_settings', 'time_zones'
] %}
{% for seed in seeds %}
select '{{ seed }}.csv: it has no rows, restore them' as problem
from (select count(*) as row_count from {{ ref(seed) }}) as counted
where row_count = 0
{% if not loop.last %}union all{% endif %}
{% endfor %}
