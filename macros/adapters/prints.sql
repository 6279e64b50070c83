{#-
    A print of a row: equal rows have equal prints, others never do (MD5; hash() of a text collides on DuckDB).

    columns   SQL expressions
-#}
{% macro print_of_row(columns) -%}
    {{ return(adapter.dispatch('print_of_row', 'customer_360')(columns)) }}
{%- endmacro %}

{% macro default__print_of_row(columns) -%}
    md5({{ text_of_row(columns) }})
{%- endmacro %}

{% macro duckdb__print_of_row(columns) -%}
    md5_number({{ text_of_row(columns) }})
{%- endmacro %}

{#- The control characters keep apart a missing from an empty value, and a value from its neighbour. -#}
{% macro text_of_row(columns) -%}
    concat_ws(
        chr(31),
        {%- for column in columns %}
        coalesce(cast({{ column }} as string), chr(30)){{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}

{#- One print of many, in whatever order they come; which one where everything is computed anew is all the same. -#}
{% macro print_of_prints(column) -%}
    {{ return(adapter.dispatch('print_of_prints', 'customer_360')(column)) }}
{%- endmacro %}

{% macro default__print_of_prints(column) -%}
    max({{ column }})
{%- endmacro %}

{% macro duckdb__print_of_prints(column) -%}
    bit_xor({{ column }})
{%- endmacro %}
