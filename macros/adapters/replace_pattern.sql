{#- Every match of a regular expression in a text replaced. -#}
{% macro replace_pattern(expression, pattern, replacement) -%}
    {{ return(adapter.dispatch('replace_pattern', 'customer_360')(expression, pattern, replacement)) }}
{%- endmacro %}

{% macro spark__replace_pattern(expression, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ expression ~ ", r'" ~ java_pattern(pattern) ~ "', '" ~ replacement ~ "')") }}
{%- endmacro %}

{% macro duckdb__replace_pattern(expression, pattern, replacement) -%}
    {{ return("regexp_replace(" ~ expression ~ ", '" ~ pattern ~ "', '" ~ replacement ~ "', 'g')") }}
{%- endmacro %}
