{#- Whole calendar days from one date or timestamp to a later one, as a number. -#}
{% macro days_between(earlier, later) -%}
    {{ age_in_days(
        "cast(cast(" ~ earlier ~ " as date) as timestamp)",
        "cast(cast(" ~ later ~ " as date) as timestamp)"
    ) }}
{%- endmacro %}
