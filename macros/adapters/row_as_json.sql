{#-
    A whole row of a relation as JSON text: every column by name, also the empty ones, moments as
    '2026-06-30 12:00:00' with the decimals of a second that are not zero.
-#}
{% macro row_as_json(relation) -%}
    {{ return(adapter.dispatch('row_as_json', 'customer_360')(relation)) }}
{%- endmacro %}

{% macro spark__row_as_json(relation) -%}
    {%- set options = "map('ignoreNullFields', 'false', 'timestampNTZFormat', 'yyyy-MM-dd HH:mm:ss.SSSSSS')" -%}
    {%- set moment = '"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}' -%}
    {%- set with_all_decimals = 'to_json(struct(' ~ relation ~ '.*), ' ~ options ~ ')' -%}
    {%- set without_zeros = "regexp_replace(" ~ with_all_decimals ~ ", r'(" ~ moment ~ "[.][0-9]*?)0+\"', '$1\"')" -%}
    {{ return("regexp_replace(" ~ without_zeros ~ ", r'(" ~ moment ~ ")[.]\"', '$1\"')") }}
{%- endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    {{ return('cast(to_json(' ~ relation ~ ') as string)') }}
{%- endmacro %}
