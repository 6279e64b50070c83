{#-
    100 × (1 − 0.5 ^ ratio), decimal(5, 2): 0 without load, 50 where load = capacity, 100 (its limit) where there is no
    capacity, which is a ratio of null.
-#}
{% macro pressure_score(pressure_ratio) -%}
    {{ rounded(
        "coalesce(100 * (1 - power(cast(0.5 as double), cast(" ~ pressure_ratio ~ " as double))), 100)",
        scale=2, precision=5
    ) }}
{%- endmacro %}
