{#-
    under-pressure, balance or over-pressure by the limits of the seed pressure_settings (joined as `settings`); no
    capacity, which is a ratio of null, is over-pressure.
-#}
{% macro pressure_state(pressure_ratio) -%}
    case
        when {{ pressure_ratio }} < settings.under_pressure_below then 'under-pressure'
        when {{ pressure_ratio }} <= settings.over_pressure_above then 'balance'
        else 'over-pressure'
    end
{%- endmacro %}
