{#- A moment in UTC as the wall clock of a time zone shows it (IANA name, an expression; daylight saving included). -#}
{% macro utc_to_local(timestamp, time_zone) -%}
    {{ return(adapter.dispatch('utc_to_local', 'customer_360')(timestamp, time_zone)) }}
{%- endmacro %}

{% macro spark__utc_to_local(timestamp, time_zone) -%}
    {{ return("cast(convert_timezone('UTC', " ~ time_zone ~ ", cast(" ~ timestamp ~ " as timestamp_ntz)) as timestamp)") }}
{%- endmacro %}

{% macro duckdb__utc_to_local(timestamp, time_zone) -%}
    {{ return("timezone(" ~ time_zone ~ ", timezone('UTC', " ~ timestamp ~ "))") }}
{%- endmacro %}
