{#- The Sunday that ends the week of a moment, as a date. -#}
{% macro week_end(timestamp) -%}
    cast({{ add_days("date_trunc('week', " ~ timestamp ~ ")", 6) }} as date)
{%- endmacro %}
