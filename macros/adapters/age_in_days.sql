{#- Days from one timestamp to a later one, with fractions of a day, to the second: decimal(18, 6). -#}
{% macro age_in_days(earlier, later) -%}
    {{ return(adapter.dispatch('age_in_days', 'customer_360')(earlier, later)) }}
{%- endmacro %}

{% macro spark__age_in_days(earlier, later) -%}
    {{ return("cast((unix_timestamp(" ~ later ~ ") - unix_timestamp(" ~ earlier ~ ")) / 86400.0 as decimal(18, 6))") }}
{%- endmacro %}

{% macro duckdb__age_in_days(earlier, later) -%}
    {{ return("cast(date_diff('second', " ~ earlier ~ ", " ~ later ~ ") / 86400.0 as decimal(18, 6))") }}
{%- endmacro %}
