{#-
    What is left of one message's load: intrusiveness × weight × 0.5 ^ (age ÷ half-life), decimal(18, 6).
    A decimal, so that sums of loads do not depend on the order of the rows.
-#}
{% macro pressure_load(intrusiveness, weight, age_days, persistence_days) -%}
    {{ rounded(
        "(cast(" ~ intrusiveness ~ " * " ~ weight ~ " as double) * power(cast(0.5 as double), "
        ~ quotient(age_days, persistence_days) ~ "))",
        scale=6
    ) }}
{%- endmacro %}
