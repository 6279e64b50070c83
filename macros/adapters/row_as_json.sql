{#- A whole row of a relation as JSON text, every column by name. -#}
{% macro row_as_json(relation) -%}
    {{ return(adapter.dispatch('row_as_json', 'customer_360')(relation)) }}
{%- endmacro %}

{% macro spark__row_as_json(relation) -%}
    {{ return('to_json(struct(' ~ relation ~ '.*))') }}
{%- endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    {{ return('cast(to_json(' ~ relation ~ ') as string)') }}
{%- endmacro %}
