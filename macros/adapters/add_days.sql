{#- A timestamp moved by whole days (negative: earlier); `days` is a number or an integer expression. -#}
{% macro add_days(timestamp, days) -%}
    {{ return(adapter.dispatch('add_days', 'customer_360')(timestamp, days)) }}
{%- endmacro %}

{% macro spark__add_days(timestamp, days) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + make_interval(0, 0, 0, " ~ days ~ "))") }}
{%- endmacro %}

{% macro duckdb__add_days(timestamp, days) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + to_days(cast(" ~ days ~ " as integer)))") }}
{%- endmacro %}
