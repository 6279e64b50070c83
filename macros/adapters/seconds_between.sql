{#- Whole seconds from one timestamp to a later one, fractions of a second cut off at both ends. -#}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'customer_360')(earlier, later)) }}
{%- endmacro %}

{% macro spark__seconds_between(earlier, later) -%}
    {{ return("(unix_timestamp(" ~ later ~ ") - unix_timestamp(" ~ earlier ~ "))") }}
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    {{ return("date_diff('second', " ~ earlier ~ ", " ~ later ~ ")") }}
{%- endmacro %}
