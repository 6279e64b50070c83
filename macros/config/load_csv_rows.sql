{#-
    Overrides how dbt fills a seed: a fraction in a column of whole numbers, which DuckDB would round, is refused with its line.
    What the engine does to fill it stays dbt's, on Spark that of macros/adapters.
-#}
{% macro load_csv_rows(model, agate_table) -%}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- for name in agate_table.column_names if types.get(name) in ['integer', 'bigint'] -%}
        {%- for row in agate_table.rows -%}
            {%- set value = row[name] | string | trim -%}
            {%- if row[name] is not none and not modules.re.fullmatch('[+-]?[0-9]+', value) -%}
                {%- set place = model['name'] ~ '.csv, line ' ~ (loop.index + 1) -%}
                {%- do exceptions.raise_compiler_error(place ~ ": '" ~ value ~ "' in column '" ~ name ~ "' is no whole number") -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(dbt.load_csv_rows(model, agate_table)) }}
{%- endmacro %}
