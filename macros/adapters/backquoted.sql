{#- A name or a path quoted as Spark quotes them. -#}
{% macro backquoted(name) -%}
    {{ return('`' ~ name | replace('`', '``') ~ '`') }}
{%- endmacro %}
