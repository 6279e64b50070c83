{#-
    A number or code that a system gave out, tidy and otherwise as it is: case and leading zeros may tell two
    codes apart (Salesforce's 15-character ids do). Null when empty.
-#}
{% macro normalise_code(column) -%}
    nullif({{ tidy_blanks(column) }}, '')
{%- endmacro %}
