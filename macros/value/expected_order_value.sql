{#-
    The mean amount of a customer's purchases to come, in double precision; needs the seed value_parameters joined as
    `parameters`. Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value": p × (v + x × z) ÷ (p × x + q − 1), the
    customer's own mean z drawn towards everybody's the more, the fewer purchases x there are.
-#}
{% macro expected_order_value(repeat_count, repeat_amount) -%}
    (
        parameters.gamma_p * (parameters.gamma_v + cast({{ repeat_amount }} as double))
        / (parameters.gamma_p * {{ repeat_count }} + parameters.gamma_q - 1)
    )
{%- endmacro %}
