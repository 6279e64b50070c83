{#- True where a text contains a match of the regular expression that a column holds; a $ in it is the end of the text. -#}
{% macro matches_pattern_of(expression, pattern_column) -%}
    {{ return(adapter.dispatch('matches_pattern_of', 'customer_360')(expression, pattern_column)) }}
{%- endmacro %}

{% macro spark__matches_pattern_of(expression, pattern_column) -%}
    {{ return("regexp_like(" ~ expression ~ ", '(?d)' || replace(" ~ pattern_column ~ ", '$', r'\\z'))") }}
{%- endmacro %}

{% macro duckdb__matches_pattern_of(expression, pattern_column) -%}
    {{ return("regexp_matches(" ~ expression ~ ", " ~ pattern_column ~ ")") }}
{%- endmacro %}
