{#-
    Overrides how dbt fills a seed on Spark: dbt-spark's session writes values without escaping quotes and
    empty ones as the word None. Here every value is a text literal or null, cast to the column's type.
-#}
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
