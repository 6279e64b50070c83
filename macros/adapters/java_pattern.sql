{#-
    A regular expression of RE2 as Java reads it alike: $ is the very end (Java's also stands before a last line end), a
    dot is everything but a line feed, \s no vertical tab, letters without regard to case of every script, and [ and & mean
    themselves between brackets.
-#}
{% macro java_pattern(pattern) -%}
    {%- set parsed = namespace(text='(?d)', in_class=false, is_escaped=false) -%}
    {%- for character in pattern -%}
        {%- if parsed.is_escaped -%}
            {%- set blanks = '\\t\\n\\f\\r ' if parsed.in_class else '[\\t\\n\\f\\r ]' -%}
            {%- set parsed.text = parsed.text ~ (blanks if character == 's' else '\\' ~ character) -%}
            {%- set parsed.is_escaped = false -%}
        {%- elif character == '\\' -%}
            {%- set parsed.is_escaped = true -%}
        {%- elif parsed.in_class -%}
            {%- set parsed.text = parsed.text ~ ('\\' if character in '[&') ~ character -%}
            {%- set parsed.in_class = character != ']' -%}
        {%- else -%}
            {%- set parsed.text = parsed.text ~ ('\\z' if character == '$' else character) -%}
            {%- set parsed.in_class = character == '[' -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(parsed.text | replace('(?i)', '(?iu)')) }}
{%- endmacro %}
