{#- A text in small letters, each of one capital letter. -#}
{% macro lower_case(expression) -%}
    {{ return(adapter.dispatch('lower_case', 'customer_360')(expression)) }}
{%- endmacro %}

{#- Spark's lower() makes two characters of İ and writes Σ as ς at the end of a word. -#}
{% macro spark__lower_case(expression) -%}
    {{ return("lower(translate(" ~ expression ~ ", 'İΣ', 'iσ'))") }}
{%- endmacro %}

{% macro duckdb__lower_case(expression) -%}
    {{ return("lower(" ~ expression ~ ")") }}
{%- endmacro %}
