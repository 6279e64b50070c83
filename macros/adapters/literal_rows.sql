{#-
    Constant rows, written as one select a row with `union all` between them, in the form that the engine reads fastest. On
    Spark every select of a union is a task of its own, so that a hundred rows take half a minute; one array is one task.
-#}
{% macro literal_rows(selects) -%}
    {{ return(adapter.dispatch('literal_rows', 'customer_360')(selects)) }}
{%- endmacro %}

{% macro default__literal_rows(selects) -%}
    {{ return(selects) }}
{%- endmacro %}

{% macro spark__literal_rows(selects) -%}
    {%- set rows = modules.re.split('\n\\s*union all\\s*\n', selects) -%}
    {%- if rows | length == 1 -%}
        {{ return(selects) }}
    {%- endif -%}
    {%- set structs = [] -%}
    {%- for row in rows -%}
        {%- do structs.append('struct(' ~ modules.re.split('(?:^|\n)\\s*select\\s', row, maxsplit=1)[1] ~ ')') -%}
    {%- endfor -%}
    {{ return('select inline(array(' ~ structs | join(',\n') ~ '))') }}
{%- endmacro %}
