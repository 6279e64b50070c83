{#- Answers `c360 build` the first rows that a query finds, as text by column. -#}
{% macro first_rows(query, most) -%}
    {%- set found = run_query('select * from (' ~ query ~ ') as found limit ' ~ most) -%}
    {%- set rows = [] -%}
    {%- for row in found -%}
        {%- set values = {} -%}
        {%- for column in found.column_names -%}
            {%- do values.update({column: none if row[column] is none else row[column] | string}) -%}
        {%- endfor -%}
        {%- do rows.append(values) -%}
    {%- endfor -%}
    {%- do log('c360 answer: ' ~ tojson(rows)) -%}
{%- endmacro %}
