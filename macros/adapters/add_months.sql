{#- A timestamp moved by whole calendar months (negative: earlier), the day kept or cut to the month's last. -#}
{% macro add_months(timestamp, months) -%}
    {{ return(adapter.dispatch('add_months', 'customer_360')(timestamp, months)) }}
{%- endmacro %}

{% macro spark__add_months(timestamp, months) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + make_interval(0, " ~ months ~ "))") }}
{%- endmacro %}

{% macro duckdb__add_months(timestamp, months) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + to_months(cast(" ~ months ~ " as integer)))") }}
{%- endmacro %}
