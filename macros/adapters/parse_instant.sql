{#-
    A UTC timestamp from ISO 8601 text, null when unreadable. A stated offset ('+02:00', 'Z') is applied; text
    without one is UTC. A plain cast to DuckDB's timestamp would drop the offset without a word.
-#}
{% macro parse_instant(expression) -%}
    {{ return(adapter.dispatch('parse_instant', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro spark__parse_instant(expression) -%}
    {{ return('cast(try_cast(' ~ expression ~ ' as timestamp_ltz) as timestamp)') }}
{%- endmacro %}

{% macro duckdb__parse_instant(expression) -%}
    {{ return("(try_cast(" ~ expression ~ " as timestamp with time zone) at time zone 'UTC')") }}
{%- endmacro %}
