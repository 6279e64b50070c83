{#-
    A table of which an update replaces a part and leaves the rest as it is.

    config(concerned=…)   the model that lists what an update concerns
    config(concerned_by=…)   the columns by which it does (default: record_id)

    In an update the model's query gives the rows that belong to what is concerned now; all earlier rows of what is
    concerned go. Both happen in one transaction. In any other run the query gives the whole table.
-#}
{% materialization kept_up, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do keep_up(target_relation, sql) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro keep_up(target_relation, query) -%}
    {%- if config.get('concerned') and is_update() -%}
        {%- set columns = config.get('concerned_by', ['record_id']) | join(', ') -%}
        {%- call statement('gone') -%}
            delete from {{ target_relation }}
            where ({{ columns }}) in (select {{ columns }} from {{ previous_version(config.get('concerned')) }})
        {%- endcall -%}
        {%- call statement('main') -%}
            insert into {{ target_relation }} {{ query }}
        {%- endcall -%}
    {%- else -%}
        {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
        {%- call statement('main') -%}
            {{ create_table_as(false, target_relation, query) }}
        {%- endcall -%}
    {%- endif -%}
    {%- do mark_generation(target_relation) -%}
{%- endmacro %}
