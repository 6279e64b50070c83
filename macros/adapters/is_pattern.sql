{#- True where a text is a regular expression that the engine can read; null for null. -#}
{% macro is_pattern(expression) -%}
    {{ return(adapter.dispatch('is_pattern', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro spark__is_pattern(expression) -%}
    {%- set found = "try_reflect('java.util.regex.Pattern', 'matches', " ~ expression ~ ", '')" -%}
    {{ return('case when ' ~ expression ~ ' is not null then ' ~ found ~ ' is not null end') }}
{%- endmacro %}

{% macro duckdb__is_pattern(expression) -%}
    {%- set found = "try(regexp_matches('', " ~ expression ~ '))' -%}
    {{ return('case when ' ~ expression ~ ' is not null then ' ~ found ~ ' is not null end') }}
{%- endmacro %}
