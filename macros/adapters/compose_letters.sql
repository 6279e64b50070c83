{#-
    A text in Unicode's composed form (NFC), so that é typed as one character equals é typed as two.
    Spark has no function for it: there the text stays as it is.
-#}
{% macro compose_letters(expression) -%}
    {{ return(adapter.dispatch('compose_letters', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro spark__compose_letters(expression) -%}
    {{ return(expression) }}
{%- endmacro %}

{% macro duckdb__compose_letters(expression) -%}
    {{ return("nfc_normalize(" ~ expression ~ ")") }}
{%- endmacro %}
