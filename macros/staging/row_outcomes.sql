{#-
    What became of every row of a source's raw tables, one row each: the contract `row_outcomes`, from
    which rejected_rows and source_reconciliation are made. `tables` lists the source's raw tables, each
    staged by stg_<source>__<table>; `staged_as` gives the entity of those that are staged under another
    name (stg_<source>__<entity>), because a contract of the source is called as the raw table.
-#}
{% macro row_outcomes(source_name, tables, staged_as={}) -%}
    {%- for table in tables %}
select
    '{{ source_name }}' as source,
    '{{ table }}' as raw_table,
    row_key,
    row_status,
    rejection_reason,
    raw_row
from {{ ref('stg_' ~ source_name ~ '__' ~ staged_as.get(table, table)) }}
    {%- if not loop.last %}
union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{#- How many rows each raw table of a source holds, counted in the raw tables themselves: the contract `raw_volumes`. -#}
{% macro raw_volumes(source_name, tables) -%}
    {%- for table in tables %}
select
    '{{ source_name }}' as source,
    '{{ table }}' as raw_table,
    count(*) as rows_in
from {{ source(source_name, table) }}
    {%- if not loop.last %}
union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
