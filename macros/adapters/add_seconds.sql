{#- A timestamp moved by whole seconds (negative: earlier); `seconds` is a number or an integer expression. -#}
{% macro add_seconds(timestamp, seconds) -%}
    {{ return(adapter.dispatch('add_seconds', 'customer_360')(timestamp, seconds)) }}
{%- endmacro %}

{% macro spark__add_seconds(timestamp, seconds) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + make_interval(0, 0, 0, 0, 0, 0, cast(" ~ seconds ~ " as decimal(18, 6))))") }}
{%- endmacro %}

{% macro duckdb__add_seconds(timestamp, seconds) -%}
    {{ return("(cast(" ~ timestamp ~ " as timestamp) + to_seconds(cast(" ~ seconds ~ " as bigint)))") }}
{%- endmacro %}
