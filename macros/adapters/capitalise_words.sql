{#- Every word between blanks with a capital first letter and the rest in lower case. -#}
{% macro capitalise_words(expression) -%}
    {{ return(adapter.dispatch('capitalise_words', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro default__capitalise_words(expression) -%}
    {{ return("initcap(" ~ expression ~ ")") }}
{%- endmacro %}

{% macro duckdb__capitalise_words(expression) -%}
    {{ return("array_to_string(list_transform(string_split(lower(" ~ expression ~ "), ' '), "
        ~ "lambda word: upper(left(word, 1)) || substr(word, 2)), ' ')") }}
{%- endmacro %}
