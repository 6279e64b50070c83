{#- A query: every case that consent_rules has to decide, one row per jurisdiction × purpose × channel × customer type. -#}
{% macro consent_cases() -%}
select
    jurisdictions.jurisdiction,
    purposes.purpose,
    channels.channel,
    coalesce(channels.address_type, 'record') as address_type,
    customer_types.customer_type
from (select distinct jurisdiction from {{ ref('consent_jurisdictions') }}) as jurisdictions
cross join (select 'marketing' as purpose union all select 'transactional' as purpose) as purposes
cross join {{ ref('channels') }} as channels
cross join (select 'b2c' as customer_type union all select 'b2b' as customer_type) as customer_types
{%- endmacro %}
