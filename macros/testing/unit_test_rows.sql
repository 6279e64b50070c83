{#- dbt's own macros for the rows of unit tests, given and expected, in the form that the engine reads fastest. -#}
{% macro get_fixture_sql(rows, column_name_to_data_types) -%}
    {{ return(literal_rows(dbt.get_fixture_sql(rows, column_name_to_data_types))) }}
{%- endmacro %}

{% macro get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted) -%}
    {{ return(literal_rows(dbt.get_expected_sql(rows, column_name_to_data_types, column_name_to_quoted))) }}
{%- endmacro %}
