{#-
    A double as decimal(precision, scale), halves away from zero. Engines differ in how they round a double that
    stands for a half (2.675 is stored a trifle below it): a ten-millionth of the last digit counts as reached.
-#}
{% macro rounded(expression, scale, precision=18) -%}
    {%- set power_of_ten = 10 ** scale -%}
    cast(
        sign({{ expression }}) * floor(abs({{ expression }}) * {{ power_of_ten }} + 0.5000001) / {{ power_of_ten }}
        as decimal({{ precision }}, {{ scale }})
    )
{%- endmacro %}
