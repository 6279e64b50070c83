{#- A text in Unicode's composed form (NFC), so that é typed as one character equals é typed as two. -#}
{% macro compose_letters(expression) -%}
    {{ return(adapter.dispatch('compose_letters', 'customer_360')(expression)) }}
{%- endmacro %}

{#-
    Spark has no function for it, but carries ICU, whose method it can call: only where a composed form can differ, since
    the call is slow, and never in a join's condition, where Spark allows no such calls.
-#}
{% macro spark__compose_letters(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {{ return("case when " ~ matches_pattern(text, '[^\\x00-\\u02FF]') ~ " then try_reflect('com.ibm.icu.text.Normalizer', 'compose', "
        ~ text ~ ", false) else " ~ text ~ " end") }}
{%- endmacro %}

{% macro duckdb__compose_letters(expression) -%}
    {{ return("nfc_normalize(" ~ expression ~ ")") }}
{%- endmacro %}
