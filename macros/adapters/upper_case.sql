{#- A text in capital letters, ß as ẞ. -#}
{% macro upper_case(expression) -%}
    {{ return(adapter.dispatch('upper_case', 'customer_360')(expression)) }}
{%- endmacro %}

{#- Spark's upper() makes two letters of ß (and still of ligatures like ﬁ and of Greek letters with iota subscript). -#}
{% macro spark__upper_case(expression) -%}
    {{ return("upper(translate(" ~ expression ~ ", 'ß', 'ẞ'))") }}
{%- endmacro %}

{% macro duckdb__upper_case(expression) -%}
    {{ return("upper(" ~ expression ~ ")") }}
{%- endmacro %}
