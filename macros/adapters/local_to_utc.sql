{#-
    A timestamp of a wall clock in a time zone (IANA name, daylight saving included) as the same moment in UTC. An hour
    that the clock shows twice is the later one; one that it leaves out counts on from the hour before.
-#}
{% macro local_to_utc(timestamp, time_zone) -%}
    {{ return(adapter.dispatch('local_to_utc', 'customer_360')(timestamp, time_zone)) }}
{%- endmacro %}

{#-
    Spark takes the earlier of two moments. The later one has the offset that holds some hours on: it is taken where the
    wall clock shows the same at it.
-#}
{% macro spark__local_to_utc(timestamp, time_zone) -%}
    {%- set earlier = "convert_timezone('" ~ time_zone ~ "', 'UTC', " ~ timestamp ~ ")" -%}
    {%- set hours_on = "(" ~ earlier ~ " + make_interval(0, 0, 0, 0, 4))" -%}
    {%- set offset_then = "(convert_timezone('UTC', '" ~ time_zone ~ "', " ~ hours_on ~ ") - " ~ hours_on ~ ")" -%}
    {%- set later = "(" ~ timestamp ~ " - " ~ offset_then ~ ")" -%}
    {{ return("case when convert_timezone('UTC', '" ~ time_zone ~ "', " ~ later ~ ") = " ~ timestamp ~ " then " ~ later
        ~ " else " ~ earlier ~ " end") }}
{%- endmacro %}

{% macro duckdb__local_to_utc(timestamp, time_zone) -%}
    {{ return("timezone('UTC', timezone('" ~ time_zone ~ "', " ~ timestamp ~ "))") }}
{%- endmacro %}
