{#-
    A whole row of a relation as JSON text: every column by name, also the empty ones, moments as
    '2026-06-30 12:00:00' with the decimals of a second that are not zero. Doubles beyond 10 million and below a thousandth
    are written as each engine does (1.0E10 and 10000000000.0).
-#}
{% macro row_as_json(relation) -%}
    {{ return(adapter.dispatch('row_as_json', 'customer_360')(relation)) }}
{%- endmacro %}

{#- Moments are written between two marks that no text holds, so that only they lose their zeros. -#}
{% macro spark__row_as_json(relation) -%}
    {%- set mark = '\\u0001' -%}
    {%- set moment = "'" ~ mark ~ "'yyyy-MM-dd HH:mm:ss.SSSSSS" -%}
    {%- set options = "map('ignoreNullFields', 'false', 'timestampNTZFormat', \"" ~ moment ~ "'" ~ mark
        ~ "'\", 'timestampFormat', \"" ~ moment ~ "'+00" ~ mark ~ "'\")" -%}
    {%- set marked = 'to_json(struct(' ~ relation ~ '.*), ' ~ options ~ ')' -%}
    {{ return("regexp_replace(" ~ marked ~ ", r'\\\\u0001([^.]+)(?:([.][0-9]*[1-9])|[.])0*([+]00)?\\\\u0001', '$1$2$3')") }}
{%- endmacro %}

{% macro duckdb__row_as_json(relation) -%}
    {{ return('cast(to_json(' ~ relation ~ ') as string)') }}
{%- endmacro %}
