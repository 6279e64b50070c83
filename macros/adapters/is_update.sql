{#-
    Whether this run only renews the part of the identity models that the changed records concern. The model
    int_identity__update_plan decides it, for its own run and no other: a model that is built by itself, a unit test and
    a compilation know nothing of changes. Spark computes everything anew.
-#}
{% macro is_update() -%}
    {{ return(adapter.dispatch('is_update', 'customer_360')()) }}
{%- endmacro %}

{% macro default__is_update() -%}
    {{ return(false) }}
{%- endmacro %}

{% macro duckdb__is_update() -%}
    {%- if not execute or model.resource_type != 'model' -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set plan = load_relation(previous_version('int_identity__update_plan')) -%}
    {%- if not plan -%}
        {{ return(false) }}
    {%- endif -%}
    {%- set found = run_query('select is_update from ' ~ plan ~ " where generation = '" ~ invocation_id ~ "'") -%}
    {{ return(found.rows | length > 0 and found.columns[0].values()[0]) }}
{%- endmacro %}

{#- A model of the intermediate layer as an earlier run left it; no ref, since it is read before it is built. -#}
{% macro previous_version(name) -%}
    {{ return(api.Relation.create(
        database=target.database | default(none), schema='intermediate', identifier=name, type='table'
    )) }}
{%- endmacro %}
