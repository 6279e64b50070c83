{#- The value of one attribute in the golden record: one record wins each, so max() picks its one value. -#}
{% macro golden_value(attribute, column) -%}
    max(case when golden_attributes.attribute = '{{ attribute }}' then {{ column }} end)
{%- endmacro %}
