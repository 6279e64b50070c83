{#- How a model of connected_components() is built: a recursive statement is a query like any other. -#}
{% macro components_materialization() -%}
    {{ return(adapter.dispatch('components_materialization', 'customer_360')()) }}
{%- endmacro %}

{% macro duckdb__components_materialization() -%}
    {{ return('kept_up') }}
{%- endmacro %}

{% macro spark__components_materialization() -%}
    {{ return('rounds_of_contraction') }}
{%- endmacro %}
