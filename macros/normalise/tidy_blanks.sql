{#-
    A text with every run of blanks, tabs, line ends and invisible characters as one blank, none at its ends.
    Exports bring no-break spaces, byte order marks and zero-width characters, which a plain trim leaves;
    letters with accents come in two spellings, of which one is kept.
-#}
{% macro tidy_blanks(column) -%}
    trim({{ replace_pattern(compose_letters('cast(' ~ column ~ ' as string)'), '[\\s\\p{Z}\\p{Cc}\\p{Cf}]+', ' ') }})
{%- endmacro %}
