{#- Whole seconds from one timestamp to a later one, fractions of a second cut off at both ends (the full second before). -#}
{% macro seconds_between(earlier, later) -%}
    {{ return(adapter.dispatch('seconds_between', 'customer_360')(earlier, later)) }}
{%- endmacro %}

{% macro spark__seconds_between(earlier, later) -%}
    {{ return("(unix_timestamp(date_trunc('second', " ~ later ~ ")) - unix_timestamp(date_trunc('second', " ~ earlier ~ ")))") }}
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    {{ return("date_diff('second', date_trunc('second', " ~ earlier ~ "), date_trunc('second', " ~ later ~ "))") }}
{%- endmacro %}
