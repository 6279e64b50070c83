{#- A text without surrounding blanks; empty texts and what people type for nothing become null. -#}
{% macro clean_text(column) -%}
    case
        when {{ lower_case(trim_blanks('cast(' ~ column ~ ' as string)')) }} in ('', 'n/a', 'na', 'null', 'none', 'nan', '-', '--', '?', 'unknown', 'inconnu')
            then cast(null as string)
        else {{ trim_blanks('cast(' ~ column ~ ' as string)') }}
    end
{%- endmacro %}

{#- True where a raw column holds something that its type cannot take: the row is set aside as 'unreadable …'. -#}
{% macro is_unreadable(raw_column, parsed_column) -%}
    ({{ parsed_column }} is null and nullif({{ trim_blanks('cast(' ~ raw_column ~ ' as string)') }}, '') is not null)
{%- endmacro %}

{#-
    True for a moment at which the business cannot have acted: before 1990 or more than a year past as_of.
    Tools write such dates as placeholders (0001-01-01, 1900-01-01, 2099-12-31).
-#}
{% macro is_impossible_date(column) -%}
    ({{ column }} < cast('1990-01-01' as timestamp) or {{ column }} > {{ add_days(as_of(), 366) }})
{%- endmacro %}

{#- True for what happened after the moment the run speaks for. -#}
{% macro is_after_as_of(column) -%}
    ({{ column }} > {{ as_of() }})
{%- endmacro %}

{#- A decimal written with a comma and perhaps blanks as thousands separators ('1 234,50'); null when unreadable. -#}
{% macro parse_decimal_comma(column, data_type='decimal(18, 2)') -%}
    {{ safe_cast("replace(replace(replace(" ~ trim_blanks(column) ~ ", ' ', ''), '" ~ "\u00a0" ~ "', ''), ',', '.')", data_type) }}
{%- endmacro %}

{#- A date from ISO 8601 text, also in its form without hyphens (19800229); null when unreadable. -#}
{% macro parse_day(text) -%}
    {%- set compact = "substr(" ~ text ~ ", 1, 4) || '-' || substr(" ~ text ~ ", 5, 2) || '-' || substr(" ~ text ~ ", 7, 2)" -%}
    case
        when {{ matches_pattern(text, '^[0-9]{8}$') }} then {{ safe_cast(compact, 'date') }}
        else {{ safe_cast(text, 'date') }}
    end
{%- endmacro %}

{#- A yes/no as tools write it ('true', '1', 'oui', 'Y', …); null when unreadable. -#}
{% macro parse_boolean(column) -%}
    case
        when {{ lower_case(trim_blanks('cast(' ~ column ~ ' as string)')) }} in ('true', 't', '1', 'yes', 'y', 'oui', 'o', 'x') then true
        when {{ lower_case(trim_blanks('cast(' ~ column ~ ' as string)')) }} in ('false', 'f', '0', 'no', 'n', 'non') then false
    end
{%- endmacro %}
