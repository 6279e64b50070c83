{#- A timestamp of a wall clock in a time zone (IANA name, daylight saving included) as the same moment in UTC. -#}
{% macro local_to_utc(timestamp, time_zone) -%}
    {{ return(adapter.dispatch('local_to_utc', 'customer_360')(timestamp, time_zone)) }}
{%- endmacro %}

{% macro spark__local_to_utc(timestamp, time_zone) -%}
    {{ return("to_utc_timestamp(" ~ timestamp ~ ", '" ~ time_zone ~ "')") }}
{%- endmacro %}

{% macro duckdb__local_to_utc(timestamp, time_zone) -%}
    {{ return("timezone('UTC', timezone('" ~ time_zone ~ "', " ~ timestamp ~ "))") }}
{%- endmacro %}
