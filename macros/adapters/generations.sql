{#-
    Tables that are kept up carry the run that they speak for as their comment. A table that was made anew by any other
    means has none, and so is never taken for the state of the last run.
-#}
{% macro mark_generation(relation) -%}
    {{ return(adapter.dispatch('mark_generation', 'customer_360')(relation)) }}
{%- endmacro %}

{% macro default__mark_generation(relation) -%}
{%- endmacro %}

{% macro duckdb__mark_generation(relation) -%}
    {%- if execute -%}
        {%- call statement('mark') -%}
            comment on table {{ relation }} is 'generation {{ invocation_id }}'
        {%- endcall -%}
    {%- endif -%}
{%- endmacro %}

{#- Which of these tables do not speak for a run: their names. -#}
{% macro tables_of_other_generations(names, generation) -%}
    {%- set found = run_query(
        "select table_name from duckdb_tables() where database_name = current_database() "
        ~ "and schema_name in ('intermediate', 'marts') and comment = 'generation " ~ generation ~ "'"
    ).columns[0].values() -%}
    {{ return(names | reject('in', found) | list) }}
{%- endmacro %}
