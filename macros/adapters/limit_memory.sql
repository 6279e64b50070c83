{#-
    Keeps a database to the memory that the variable C360_MEMORY_LIMIT names (2GB); without it to its own limit, four
    fifths of the machine's. What does not fit goes to disk.
-#}
{% macro limit_memory() -%}
    {{ return(adapter.dispatch('limit_memory', 'customer_360')()) }}
{%- endmacro %}

{% macro default__limit_memory() -%}
{%- endmacro %}

{% macro duckdb__limit_memory() -%}
    {%- if env_var('C360_MEMORY_LIMIT', '') -%}
        set memory_limit = '{{ env_var('C360_MEMORY_LIMIT', '') }}'
    {%- endif -%}
{%- endmacro %}
