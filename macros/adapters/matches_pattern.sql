{#- True where a text contains a match of a regular expression (anchor it with ^ and $ for the whole text). -#}
{% macro matches_pattern(expression, pattern) -%}
    {{ return(adapter.dispatch('matches_pattern', 'customer_360')(expression, pattern)) }}
{%- endmacro %}

{% macro spark__matches_pattern(expression, pattern) -%}
    {{ return("regexp_like(" ~ expression ~ ", r'" ~ java_pattern(pattern) ~ "')") }}
{%- endmacro %}

{% macro duckdb__matches_pattern(expression, pattern) -%}
    {{ return("regexp_matches(" ~ expression ~ ", '" ~ pattern ~ "')") }}
{%- endmacro %}
