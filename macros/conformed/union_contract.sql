{#-
    All registered sources' rows of one contract, in the contract's columns and types.

    The contract is the model's own YAML: its columns, in that order, with their data types. A source
    meets it with a model stg_<source>__<contract>; one that lacks a column fails there, by name. Only a column marked
    `from_registry` is filled here, with the source's name: ids do not tell it, since a person's own files keep theirs.
    With no supplier the result is an empty table of the right shape, so that what follows still builds.
-#}
{% macro union_contract(contract) -%}
    {%- set suppliers = sources_of(contract) -%}
    {%- for source_name in suppliers %}
    {%- set supplied = ref('stg_' ~ source_name ~ '__' ~ contract) %}
select
    {%- for column in model.columns.values() %}
    {%- set value = "'" ~ source_name ~ "'" if column.config.meta.get('from_registry') else column.name %}
    cast({{ value }} as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
    {%- endfor %}
from {{ supplied }}
    {%- if not loop.last %}
union all
    {%- endif %}
    {%- else %}
select
    {%- for column in model.columns.values() %}
    cast(null as {{ column.data_type }}) as {{ column.name }}{{ ',' if not loop.last }}
    {%- endfor %}
from (select 1 as nothing) as no_supplier
where nothing = 0
    {%- endfor %}
{%- endmacro %}
