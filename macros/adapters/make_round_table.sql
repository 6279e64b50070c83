{#-
    Makes a table of a round from a query, in place of the one of the round before: <model>__round_<what>.
    For materializations only; drop_round_tables() removes them all.
-#}
{% macro make_round_table(what, query) -%}
    {%- set relation = round_table(what) -%}
    {%- do adapter.drop_relation(relation) -%}
    {%- call statement('round_' ~ what) -%}
        {{ create_table_as(false, relation, query) }}
    {%- endcall -%}
    {{ return(relation) }}
{%- endmacro %}

{#- The table that make_round_table() makes. -#}
{% macro round_table(what) -%}
    {{ return(this.incorporate(path={'identifier': model.name ~ '__round_' ~ what}, type='table')) }}
{%- endmacro %}

{% macro count_rows(relation, condition='true') -%}
    {{ return(run_query('select count(*) from ' ~ relation ~ ' where ' ~ condition).columns[0].values()[0] | int) }}
{%- endmacro %}
