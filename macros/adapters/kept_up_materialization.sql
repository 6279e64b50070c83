{#- How a model is built of which an update replaces a part (is_update). -#}
{% macro kept_up_materialization() -%}
    {{ return(adapter.dispatch('kept_up_materialization', 'customer_360')()) }}
{%- endmacro %}

{% macro default__kept_up_materialization() -%}
    {{ return('table') }}
{%- endmacro %}

{% macro duckdb__kept_up_materialization() -%}
    {{ return('kept_up') }}
{%- endmacro %}
