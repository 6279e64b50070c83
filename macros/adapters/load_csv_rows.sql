{#-
    Overrides how dbt fills a seed. A fraction in a column of whole numbers is refused, which DuckDB would round. dbt-spark's session
    writes values without escaping quotes and empty ones as the word None: on Spark every value is a text literal or null, cast to the column's type.
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
    {{ return(adapter.dispatch('load_csv_rows', 'dbt')(model, agate_table)) }}
{%- endmacro %}

{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model['config'].get('column_types', {}) -%}
    {%- set columns = [] -%}
    {%- for name in agate_table.column_names -%}
        {%- set data_type = types.get(name, adapter.convert_type(agate_table, loop.index0)) -%}
        {%- do columns.append('cast(' ~ name ~ ' as ' ~ data_type ~ ')') -%}
    {%- endfor -%}
    {%- for chunk in agate_table.rows | batch(get_batch_size()) -%}
        {%- set rows = [] -%}
        {%- for row in chunk -%}
            {%- set values = [] -%}
            {%- for value in row -%}
                {%- do values.append('null' if value is none else text_literal(value | string)) -%}
            {%- endfor -%}
            {%- do rows.append('(' ~ values | join(', ') ~ ')') -%}
        {%- endfor -%}
        {%- set sql -%}
            insert into {{ this }} select {{ columns | join(', ') }} from values {{ rows | join(', ') }} as seed({{ agate_table.column_names | join(', ') }})
        {%- endset -%}
        {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {%- endfor -%}
    {{ return('-- ' ~ agate_table.rows | length ~ ' rows') }}
{%- endmacro %}
