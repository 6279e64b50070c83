{#- Days as weeks, the unit in which BG/NBD is fitted, in double precision. -#}
{% macro weeks(days) -%}
    {{ quotient(days, 7) }}
{%- endmacro %}
