{#- Whether a channel takes no message at all: a base capacity or a cap of 0. Needs the seed channels joined as `channels`. -#}
{% macro closes_channel() -%}
    (
        channels.base_capacity = 0
        or coalesce(channels.cap_7_days, 1) = 0
        or coalesce(channels.cap_28_days, 1) = 0
    )
{%- endmacro %}
