{#- A division in double precision, which is one and the same on every engine; a decimal division is not. -#}
{% macro quotient(dividend, divisor) -%}
    (cast({{ dividend }} as double) / cast({{ divisor }} as double))
{%- endmacro %}
