{#- How far a sign has gone in the direction that harms, from its z; needs the seed pressure_signs joined as `signs`. -#}
{% macro harm(robust_z) -%}
    case signs.direction when 'falls' then -({{ robust_z }}) else {{ robust_z }} end
{%- endmacro %}
