{#-
    A moment that says when something was last touched, from a raw column; null when it is unreadable,
    impossible or after as_of. For columns that do not decide whether a row is used: the row stays.
-#}
{% macro known_moment(raw_column) -%}
    {%- set moment = parse_instant(raw_column) -%}
    case
        when {{ is_impossible_date(moment) }} or {{ is_after_as_of(moment) }} then cast(null as timestamp)
        else {{ moment }}
    end
{%- endmacro %}

{#- A date of birth from a raw column; null when unreadable, in the future or a placeholder (up to 1900-01-01). -#}
{% macro known_birth_date(raw_column) -%}
    {%- set day = safe_cast(raw_column, 'date') -%}
    case
        when {{ day }} > cast('1900-01-01' as date) and {{ day }} <= cast({{ as_of() }} as date) then {{ day }}
    end
{%- endmacro %}
