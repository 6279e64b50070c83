{#-
    The greatest ratio that one more message may lead to, decimal(18, 6). A rhythm of equal messages of load m that holds the load at
    R × capacity on average (R: over_pressure_above of the seed pressure_settings, joined as `settings`) has its peaks, right after
    each message, at m ÷ (1 − e ^ (− m ÷ (R × capacity))): the mean of a saw tooth that fades exponentially. So who takes that rhythm
    gets it, and a rested customer always gets one message, however small the capacity. Null where there is no capacity.
-#}
{% macro ratio_limit(message_load, pressure_capacity) -%}
    {%- set share = quotient(message_load, 'nullif(' ~ pressure_capacity ~ ', 0)') -%}
    coalesce(
        {{ rounded(
            '(' ~ share ~ ' / nullif(1 - exp(-' ~ share ~ ' / cast(settings.over_pressure_above as double)), 0))',
            scale=6
        ) }},
        case when {{ pressure_capacity }} > 0 then settings.over_pressure_above end
    )
{%- endmacro %}
