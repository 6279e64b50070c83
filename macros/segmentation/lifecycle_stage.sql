{#- The stages after active, the latest first. -#}
{% macro later_lifecycle_stages() -%}
    {{- return(['lost', 'at risk', 'cooling']) -}}
{%- endmacro %}

{#-
    The limits of the seed lifecycle_stages as one row: cooling_gaps_from, cooling_least_days, cooling_days_from, and so for
    at_risk and lost.
-#}
{% macro lifecycle_limits(stages) -%}
    select
        {%- for stage in later_lifecycle_stages() %}
        {%- for limit in ['gaps_from', 'least_days', 'days_from'] %}
        max(case when stage = '{{ stage }}' then {{ limit }} end) as {{ stage | replace(' ', '_') }}_{{ limit }}
        {{- '' if loop.last else ',' }}
        {%- endfor %}
        {{- '' if loop.last else ',' }}
        {%- endfor %}
    from {{ stages }}
{%- endmacro %}

{#-
    How far a buyer has drifted away: active, cooling, at risk or lost. `gaps` are the days since the last order in multiples of
    the customer's own median gap, null for a customer without a rhythm, whom the days alone judge. Reads the row of lifecycle_limits.
-#}
{% macro lifecycle_stage(gaps, days) -%}
    case
        {%- for stage in later_lifecycle_stages() %}
        {%- set limit = stage | replace(' ', '_') %}
        when {{ gaps }} >= {{ limit }}_gaps_from and {{ days }} >= {{ limit }}_least_days then '{{ stage }}'
        when {{ gaps }} is null and {{ days }} >= {{ limit }}_days_from then '{{ stage }}'
        {%- endfor %}
        else 'active'
    end
{%- endmacro %}
