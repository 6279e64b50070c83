{#-
    Drops the tables of a model's rounds (without a name: of all models), also those that a failed or killed run
    left. Runs at the end of every run, whatever became of it.
-#}
{% macro drop_round_tables(model_name='') -%}
    {{ return(adapter.dispatch('drop_round_tables', 'customer_360')(model_name)) }}
{%- endmacro %}

{% macro duckdb__drop_round_tables(model_name) -%}
    {%- if execute -%}
        {%- set found -%}
            select table_name from duckdb_tables()
            where
                database_name = current_database() and schema_name = 'intermediate'
                and {{ "starts_with(table_name, '" ~ model_name if model_name else "contains(table_name, '" }}__round_')
        {%- endset -%}
        {%- for row in run_query(found) -%}
            {%- do run_query('drop table if exists intermediate.' ~ row['table_name']) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}

{% macro spark__drop_round_tables(model_name) -%}
    {%- if execute and adapter.check_schema_exists(none, 'intermediate') -%}
        {%- for found in run_query("show tables in intermediate like '" ~ (model_name or '*') ~ "__round_*'") -%}
            {%- do run_query('drop table if exists intermediate.' ~ found['tableName']) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
