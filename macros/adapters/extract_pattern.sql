{#- What a numbered group of a regular expression matched in a text; empty when there is no match. -#}
{% macro extract_pattern(expression, pattern, group) -%}
    {{ return(adapter.dispatch('extract_pattern', 'customer_360')(expression, pattern, group)) }}
{%- endmacro %}

{% macro spark__extract_pattern(expression, pattern, group) -%}
    {{ return("regexp_extract(" ~ expression ~ ", r'" ~ java_pattern(pattern) ~ "', " ~ group ~ ")") }}
{%- endmacro %}

{% macro duckdb__extract_pattern(expression, pattern, group) -%}
    {{ return("regexp_extract(" ~ expression ~ ", '" ~ pattern ~ "', " ~ group ~ ")") }}
{%- endmacro %}
