{#- The texts of a group as one, in text order with ', ' between; null for a group without any. -#}
{% macro joined_texts(expression) -%}
    {{ return(adapter.dispatch('joined_texts', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro duckdb__joined_texts(expression) -%}
    string_agg({{ expression }}, ', ' order by {{ expression }})
{%- endmacro %}

{% macro spark__joined_texts(expression) -%}
    nullif(array_join(array_sort(collect_list({{ expression }})), ', '), '')
{%- endmacro %}
