{#- Load ÷ capacity, decimal(18, 6); null where there is no capacity at all. -#}
{% macro pressure_ratio(pressure_load, pressure_capacity) -%}
    case
        when {{ pressure_capacity }} > 0
            then {{ rounded(quotient(pressure_load, pressure_capacity), scale=6) }}
    end
{%- endmacro %}
