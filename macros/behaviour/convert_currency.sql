{#- An amount times a rate, rounded to cents: decimal(18, 2). Wide enough for amounts of trillions, and no doubles. -#}
{% macro convert_currency(amount, exchange_rate) -%}
    cast(cast({{ amount }} as decimal(28, 2)) * {{ exchange_rate }} as decimal(18, 2))
{%- endmacro %}
