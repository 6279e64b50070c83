{#-
    Makes the raw tables that `c360 land` found known to the engine, as views over Parquet files, and drops the
    views of `schemas` that it did not find. On DuckDB landing makes its views itself, in one transaction.

    A table gives schema, name, paths (files, folders or patterns) and columns; without columns all of its files'
    columns are read. A column gives name, data_type, held (what the files call it; none: null for lack of it) and
    is_instant (a moment with time zone, read as UTC).
-#}
{% macro register_raw_tables(tables, schemas) -%}
    {{ return(adapter.dispatch('register_raw_tables', 'customer_360')(tables, schemas)) }}
{%- endmacro %}

{% macro default__register_raw_tables(tables, schemas) -%}
    {%- do exceptions.raise_compiler_error('raw tables are registered by a macro on Spark only: run `c360 land`') -%}
{%- endmacro %}

{% macro spark__register_raw_tables(tables, schemas) -%}
    {%- set made = [] -%}
    {%- for schema in tables | map(attribute='schema') | unique -%}
        {%- do run_query('create schema if not exists ' ~ backquoted(schema)) -%}
    {%- endfor -%}
    {%- for table in tables -%}
        {%- set relation = backquoted(table.schema) ~ '.' ~ backquoted(table.name) -%}
        {%- do run_query('create or replace view ' ~ relation ~ ' as ' ~ raw_table_query(table)) -%}
        {%- do made.append(table.schema ~ '.' ~ table.name) -%}
    {%- endfor -%}
    {%- set known_schemas = run_query('show schemas').columns[0].values() -%}
    {%- for schema in schemas if schema in known_schemas -%}
        {%- for view in run_query('show views in ' ~ backquoted(schema)) -%}
            {%- if schema ~ '.' ~ view['viewName'] not in made -%}
                {%- do run_query('drop view ' ~ backquoted(schema) ~ '.' ~ backquoted(view['viewName'])) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{% macro raw_table_query(table) -%}
    {%- set columns = [] -%}
    {%- for column in table.columns -%}
        {%- if column.held is none -%}
            {%- set expression = 'cast(null as ' ~ column.data_type ~ ')' -%}
        {%- elif column.is_instant -%}
            {%- set expression = 'cast(' ~ backquoted(column.held) ~ ' as timestamp_ntz)' -%}
        {%- else -%}
            {%- set expression = backquoted(column.held) -%}
        {%- endif -%}
        {%- do columns.append(expression ~ ' as ' ~ backquoted(column.name)) -%}
    {%- endfor -%}
    {%- for path in table.paths %}
        select {{ columns | join(', ') or '*' }} from parquet.{{ backquoted(path) }}
        {{ 'union all' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
