{#-
    Makes a table hold exactly the rows of a folder of Parquet files; the table is made when it is missing and is never
    dropped. For `c360 ledger import` on Spark: a database is filled by the command itself.
-#}
{% macro fill_table(schema, name, path) -%}
    {{ return(adapter.dispatch('fill_table', 'customer_360')(schema, name, path)) }}
{%- endmacro %}

{% macro default__fill_table(schema, name, path) -%}
    {%- do exceptions.raise_compiler_error('tables are filled by a macro on Spark only: run `c360 ledger import`') -%}
{%- endmacro %}

{% macro spark__fill_table(schema, name, path) -%}
    {%- set relation = schema ~ '.' ~ name -%}
    {%- set files = 'parquet.' ~ backquoted(path) -%}
    {%- set columns = run_query('select * from ' ~ files ~ ' limit 0').column_names | join(', ') -%}
    {%- do run_query('create schema if not exists ' ~ schema) -%}
    {%- do run_query(
        'create table if not exists ' ~ relation ~ ' using parquet as select * from ' ~ files ~ ' where false'
    ) -%}
    {%- do run_query(
        'insert overwrite table ' ~ relation ~ ' (' ~ columns ~ ') select ' ~ columns ~ ' from ' ~ files
    ) -%}
{%- endmacro %}
