{#-
    A timestamp from text in a stated layout, null when unreadable. Layouts: 'dd/mm/yyyy',
    'dd/mm/yyyy hh:mi:ss', 'yyyy-mm-dd hh:mi:ss'. The year has four digits; of the others a leading zero may lack.
-#}
{% macro parse_timestamp(expression, layout) -%}
    {{ return(adapter.dispatch('parse_timestamp', 'customer_360')(expression, layout)) }}
{%- endmacro %}

{#- The text where it has the layout's shape, else null. -#}
{% macro text_of_layout(expression, layout) -%}
    {%- set digits = namespace(pattern=layout | replace('yyyy', '[0-9]{4}')) -%}
    {%- for part in ['dd', 'mm', 'hh', 'mi', 'ss'] -%}
        {%- set digits.pattern = digits.pattern | replace(part, '[0-9]{1,2}') -%}
    {%- endfor -%}
    {{ return('case when ' ~ matches_pattern(expression, '^' ~ digits.pattern ~ '$') ~ ' then ' ~ expression ~ ' end') }}
{%- endmacro %}

{% macro spark__parse_timestamp(expression, layout) -%}
    {%- set pattern = layout | replace('dd', 'd') | replace('mm', 'M') | replace('hh', 'H') | replace('mi', 'm')
        | replace('ss', 's') -%}
    {{ return("try_to_timestamp(" ~ text_of_layout(expression, layout) ~ ", '" ~ pattern ~ "')") }}
{%- endmacro %}

{% macro duckdb__parse_timestamp(expression, layout) -%}
    {%- set pattern = layout | replace('dd', '%d') | replace('mm', '%m') | replace('yyyy', '%Y')
        | replace('hh', '%H') | replace('mi', '%M') | replace('ss', '%S') -%}
    {{ return("try_strptime(" ~ text_of_layout(expression, layout) ~ ", '" ~ pattern ~ "')") }}
{%- endmacro %}
