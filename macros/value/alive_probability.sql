{#-
    The probability that a customer with at least one repeat purchase still buys, in double precision; needs the seed
    value_parameters joined as `parameters`. Fader, Hardie and Lee (2008), "Computing P(alive) Using the BG/NBD Model":
    1 ÷ (1 + a ÷ (b + x − 1) × ((alpha + T) ÷ (alpha + t_x)) ^ (r + x)). The exponent is cut where the probability is 0 in
    all digits that a double has.
-#}
{% macro alive_probability(repeat_count, active_days, age_days) -%}
    (
        1 / (
            1 + parameters.bgnbd_a / (parameters.bgnbd_b + {{ repeat_count }} - 1) * exp(
                least(
                    (parameters.bgnbd_r + {{ repeat_count }})
                    * ln((parameters.bgnbd_alpha + {{ weeks(age_days) }}) / (parameters.bgnbd_alpha + {{ weeks(active_days) }})),
                    cast(700 as double)
                )
            )
        )
    )
{%- endmacro %}
