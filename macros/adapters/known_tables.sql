{#-
    Answers `c360 build` which folders of the warehouse belong to a table: per schema of the project its location
    and its tables' locations. A database keeps its own house: nothing to tell.
-#}
{% macro known_tables() -%}
    {{ return(adapter.dispatch('known_tables', 'customer_360')()) }}
{%- endmacro %}

{% macro default__known_tables() -%}
    {%- do log('c360 answer: []') -%}
{%- endmacro %}

{% macro spark__known_tables() -%}
    {%- set known = [] -%}
    {%- set own = graph.nodes.values() | map(attribute='schema') | unique | list -%}
    {%- for schema in run_query('show schemas').columns[0].values() if schema in own -%}
        {%- set described = run_query('describe schema ' ~ schema) -%}
        {%- set locations = [] -%}
        {%- for row in described if row[0] == 'Location' -%}
            {%- do locations.append(row[1]) -%}
        {%- endfor -%}
        {%- set tables = [] -%}
        {%- for row in run_query("show table extended in " ~ schema ~ " like '*'") -%}
            {%- do tables.extend(modules.re.findall('(?m)^Location: (.*)$', row['information'])) -%}
        {%- endfor -%}
        {%- do known.append({'location': locations[0], 'tables': tables}) -%}
    {%- endfor -%}
    {%- do log('c360 answer: ' ~ tojson(known)) -%}
{%- endmacro %}
