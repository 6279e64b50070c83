{#- Days from one timestamp to a later one, with fractions of a day, to the second: decimal(18, 6). -#}
{% macro age_in_days(earlier, later) -%}
    {{ return(rounded(quotient(seconds_between(earlier, later), 86400), 6)) }}
{%- endmacro %}
