{#-
    A timestamp from text in a stated layout, null when unreadable. Layouts: 'dd/mm/yyyy',
    'dd/mm/yyyy hh:mi:ss', 'yyyy-mm-dd hh:mi:ss'.
-#}
{% macro parse_timestamp(expression, layout) -%}
    {{ return(adapter.dispatch('parse_timestamp', 'customer_360')(expression, layout)) }}
{%- endmacro %}

{% macro spark__parse_timestamp(expression, layout) -%}
    {%- set pattern = layout | replace('mm', 'MM') | replace('hh', 'HH') | replace('mi', 'mm') -%}
    {{ return("try_to_timestamp(" ~ expression ~ ", '" ~ pattern ~ "')") }}
{%- endmacro %}

{% macro duckdb__parse_timestamp(expression, layout) -%}
    {%- set pattern = layout | replace('dd', '%d') | replace('mm', '%m') | replace('yyyy', '%Y')
        | replace('hh', '%H') | replace('mi', '%M') | replace('ss', '%S') -%}
    {{ return("try_strptime(" ~ expression ~ ", '" ~ pattern ~ "')") }}
{%- endmacro %}
