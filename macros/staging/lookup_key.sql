{#- A text as the lookup seeds spell it: lower case, without accents and surrounding blanks. -#}
{% macro lookup_key(expression) -%}
    {{ lower_case(trim_blanks(fold_accents(expression))) }}
{%- endmacro %}
