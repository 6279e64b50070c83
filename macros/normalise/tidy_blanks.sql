{#-
    A text with every run of blanks, tabs, line ends and invisible characters as one blank, none at its ends.
    Exports bring no-break spaces, byte order marks and zero-width characters, which a plain trim leaves;
    letters with accents come in two spellings, of which one is kept. Most texts are tidy already: seeing that is
    several times cheaper than rewriting them.
-#}
{% macro tidy_blanks(column) -%}
    {%- set text = 'cast(' ~ column ~ ' as string)' -%}
    case
        when {{ matches_pattern(text, '^[!-~]+(?: [!-~]+)*$') }} then {{ text }}
        else {{ trim_blanks(replace_pattern(compose_letters(text), '[\\s\\p{Z}\\p{Cc}\\p{Cf}]+', ' ')) }}
    end
{%- endmacro %}
