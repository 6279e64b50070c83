{#-
    A UTC timestamp from ISO 8601 text, null when unreadable. A stated offset ('+02:00', 'Z') is applied; text
    without one is UTC. A plain cast to DuckDB's timestamp would drop the offset without a word.

    Only text of this shape reaches the engine: Spark would read '2026' and '10:00' as moments, and DuckDB 1.5 keeps the
    zone of a text that names one ('… America/New_York') for the rows behind it.
-#}
{% macro parse_instant(expression) -%}
    {{ return(adapter.dispatch('parse_instant', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro instant_pattern() -%}
    {%- set day = '(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})' -%}
    {%- set minute = '(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9]' -%}
    {%- set offset = '(?:Z| UTC|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)' -%}
    {{ return('^\\s*' ~ day ~ '(?:[ T]' ~ minute ~ '(?::[0-5]?[0-9](?:[.][0-9]*)?' ~ offset ~ '?)?)?$') }}
{%- endmacro %}

{% macro spark__parse_instant(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {{ return('cast(try_cast(case when ' ~ matches_pattern(text, instant_pattern()) ~ ' then translate(' ~ text
        ~ ", '/', '-') end as timestamp_ltz) as timestamp)") }}
{%- endmacro %}

{% macro duckdb__parse_instant(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {{ return('(try_cast(case when ' ~ matches_pattern(text, instant_pattern()) ~ ' then ' ~ expression
        ~ " end as timestamp with time zone) at time zone 'UTC')") }}
{%- endmacro %}
