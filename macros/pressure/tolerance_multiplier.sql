{#-
    By how much a customer's rate of responses exceeds the channel's mean, within the bounds of the seed pressure_settings (joined as
    `settings`), decimal(9, 4). Where nobody has responded yet (or responses are not tracked), nobody is more tolerant than another.
-#}
{% macro tolerance_multiplier(response_rate, mean_rate) -%}
    cast(
        least(
            greatest(
                coalesce({{ rounded(quotient(response_rate, 'nullif(' ~ mean_rate ~ ', 0)'), scale=4, precision=9) }}, 1),
                settings.tolerance_minimum
            ),
            settings.tolerance_maximum
        ) as decimal(9, 4)
    )
{%- endmacro %}
