{#- Answers `c360 build` the first row that a query finds, as text by column. -#}
{% macro first_row(query) -%}
    {%- set found = run_query('select * from (' ~ query ~ ') as found limit 1') -%}
    {%- set values = {} -%}
    {%- for row in found -%}
        {%- for column in found.column_names -%}
            {%- do values.update({column: row[column] | string}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do log('c360 answer: ' ~ tojson(values)) -%}
{%- endmacro %}
