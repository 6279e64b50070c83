{#- The last moment of a date, as a timestamp: everything of that day and nothing of the next. -#}
{% macro end_of_day(day) -%}
    {{ return("cast(cast(" ~ day ~ " as string) || ' 23:59:59.999999' as timestamp)") }}
{%- endmacro %}
