{#-
    Load that a customer takes in balance: the channel's base capacity × the tolerance, decimal(18, 6); 0 on a channel that takes
    no message at all (a base capacity or a cap of 0). Needs the seed channels joined as `channels`.
-#}
{% macro pressure_capacity(tolerance_multiplier) -%}
    cast(
        case
            when {{ closes_channel() }} then 0
            else channels.base_capacity * {{ tolerance_multiplier }}
        end as decimal(18, 6)
    )
{%- endmacro %}
