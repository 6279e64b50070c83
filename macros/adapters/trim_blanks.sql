{#- A text without the blanks at its ends: every blank of Unicode (no-break space too), but no tabs and line ends. -#}
{% macro trim_blanks(expression) -%}
    {{ return(adapter.dispatch('trim_blanks', 'customer_360')(expression)) }}
{%- endmacro %}

{#- Spark's trim() knows the plain blank only. -#}
{% macro spark__trim_blanks(expression) -%}
    {%- set blanks = " \\u00A0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200A\\u202F\\u205F\\u3000" -%}
    {{ return("trim(both '" ~ blanks ~ "' from " ~ expression ~ ")") }}
{%- endmacro %}

{% macro duckdb__trim_blanks(expression) -%}
    {{ return("trim(" ~ expression ~ ")") }}
{%- endmacro %}
