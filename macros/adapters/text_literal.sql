{#- A text as an SQL literal. -#}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch('text_literal', 'customer_360')(text)) }}
{%- endmacro %}

{% macro duckdb__text_literal(text) -%}
    {{ return("'" ~ text | replace("'", "''") ~ "'") }}
{%- endmacro %}

{% macro spark__text_literal(text) -%}
    {{ return("'" ~ text | replace("\\", "\\\\") | replace("'", "\\'") ~ "'") }}
{%- endmacro %}
