{#-
    A value as string, date, decimal, integer, bigint or double; null where it does not fit. Numbers are ASCII digits
    with a point and perhaps an exponent, a whole number may not have a fraction ('5.0' is 5, '5.5' is null), dates
    begin with year, month and day ('2026-06-30', '2026/6/30'). Left alone, one engine reads '1_000', 'nan' and '0x10'
    as numbers or rounds '1.5', the other reads '2026' as a date or cuts '1.5'.

    The macro stands for dbt's own of that name, with which dbt writes the rows of unit tests: other types are for them
    only. Models take parse_instant() for moments and parse_boolean() for yes and no.
-#}
{% macro safe_cast(expression, data_type) -%}
    {%- set kind = data_type.split('(')[0] -%}
    {%- set number = '[0-9]+' if kind in ('integer', 'bigint') else '[0-9]+([.][0-9]+)?' -%}
    {%- if modules.re.fullmatch('null|-?' ~ number, expression | string | trim) -%}
        {#- A constant needs no examination: rows of unit tests are full of them. -#}
        {{ return('cast(' ~ expression ~ ' as ' ~ data_type ~ ')') }}
    {%- elif kind == 'string' -%}
        {{ return('cast(' ~ expression ~ ' as string)') }}
    {%- elif kind == 'date' -%}
        {{ return(adapter.dispatch('safe_cast_to_date', 'customer_360')(expression)) }}
    {%- elif kind in ('decimal', 'double') -%}
        {{ return('try_cast(' ~ number_text(expression) ~ ' as ' ~ data_type ~ ')') }}
    {%- elif kind in ('integer', 'bigint') -%}
        {%- set number = 'try_cast(' ~ number_text(expression) ~ ' as decimal(30, 10))' -%}
        {{ return('try_cast(case when ' ~ number ~ ' = floor(' ~ number ~ ') then ' ~ number ~ ' end as ' ~ data_type ~ ')') }}
    {%- else -%}
        {{ return('try_cast(' ~ expression ~ ' as ' ~ data_type ~ ')') }}
    {%- endif -%}
{%- endmacro %}

{#- The text of a number; null for every other text. A double goes through its text, so that halves round alike. -#}
{% macro number_text(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {%- set pattern = '^\\s*[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]+)?\\s*$' -%}
    {{ return('case when ' ~ matches_pattern(text, pattern) ~ ' then ' ~ text ~ ' end') }}
{%- endmacro %}

{#- What a date looks like that both engines read: a day, perhaps with a time behind it. -#}
{% macro date_pattern() -%}
    {{ return('^\\s*(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})(?:[ T][0-9].*)?\\s*$') }}
{%- endmacro %}

{% macro spark__safe_cast_to_date(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {{ return('try_cast(case when ' ~ matches_pattern(text, date_pattern()) ~ " then translate(" ~ text ~ ", '/', '-') end as date)") }}
{%- endmacro %}

{% macro duckdb__safe_cast_to_date(expression) -%}
    {%- set text = 'cast(' ~ expression ~ ' as string)' -%}
    {{ return('try_cast(case when ' ~ matches_pattern(text, date_pattern()) ~ ' then ' ~ expression ~ ' end as date)') }}
{%- endmacro %}
