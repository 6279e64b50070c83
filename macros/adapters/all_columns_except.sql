{#- Every column of the relation but some: the argument of a select. -#}
{% macro all_columns_except(columns) -%}
    {{ return(adapter.dispatch('all_columns_except', 'customer_360')(columns)) }}
{%- endmacro %}

{% macro spark__all_columns_except(columns) -%}
    {{ return('* except (' ~ columns | join(', ') ~ ')') }}
{%- endmacro %}

{% macro duckdb__all_columns_except(columns) -%}
    {{ return('* exclude (' ~ columns | join(', ') ~ ')') }}
{%- endmacro %}
