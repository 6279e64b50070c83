{#- A text, or none as null, as SQL of type string. -#}
{% macro inline_text(value) -%}
    cast({{ 'null' if value is none else text_literal(value) }} as string)
{%- endmacro %}

{#- A query of the rows given: every value is a text (or null), one list a row, in the order of the columns. -#}
{% macro inline_rows(columns, rows) -%}
    {%- set selects -%}
    {%- for row in rows %}
    select
        {%- for value in row %}
        {{ inline_text(value) }} as {{ columns[loop.index0] }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endset -%}
    {{ literal_rows(selects) }}
{%- endmacro %}

{#-
    A whole data test of an adapter macro: the rows whose result is not the one expected, as texts.

    columns      names of the given values, in which the macro's arguments are written
    rows         one list a case: the given values and, last, what is expected
    expression   SQL expression over the columns
    data_type    of the expression; what is expected is cast to it
-#}
{% macro differing_rows(columns, rows, expression, data_type='string') -%}
with cases as (
    {{ inline_rows(columns + ['expected'], rows) }}
),

results as (
    select
        {{ columns | join(',\n        ') }},
        cast(expected as {{ data_type }}) as expected,
        {{ expression }} as found
    from cases
)

select * from results
where expected is distinct from found
{%- endmacro %}
