{#-
    A name for matching only: letters without accents and case, everything else one blank. Null when nothing is left.
    Letters that carry no separable accent are written as in passports (ICAO 9303 part 3, section 6: ø, ł, đ, œ, æ, ß).
-#}
{% macro normalise_name(column) -%}
    {%- set folded = lower_case(fold_accents('cast(' ~ column ~ ' as string)')) -%}
    {%- set latin -%}
        replace(replace(replace(translate({{ folded }}, 'øłđı', 'oldi'), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')
    {%- endset -%}
    nullif({{ trim_blanks(replace_pattern(latin, '[^\\p{L}\\p{N}]+', ' ')) }}, '')
{%- endmacro %}

{#-
    A name for display. Only names written in one case throughout (DUPONT, dupont) are changed: they get capitals
    at the start of words, after hyphens and apostrophes and after Mc; particles before a family name stay small
    (de la Tour, van der Berg). Names in mixed case were written by someone who knew better.
-#}
{% macro proper_name(column) -%}
    {%- set tidy = tidy_blanks(column) -%}
    {#- A mark that no name holds, with a blank behind it, makes a word of what follows, and is taken out again. -#}
    {%- set mark = '¤ ' -%}
    {%- set marked = "' ' || replace(replace(" ~ lower_case(tidy) ~ ", '’', ''''), '-', '-" ~ mark ~ "')" -%}
    {%- set marked = "replace(replace(" ~ marked ~ ", '''', '''" ~ mark ~ "'), ' mc', ' mc" ~ mark ~ "')" -%}
    {%- set particles = ['de', 'du', 'des', 'van', 'von', 'der', 'den', 'ter', 'ten', 'di', 'da', 'dos', 'das', 'del', 'della'] -%}
    {%- set name = "replace(" ~ capitalise_words(marked, particles) ~ ", ' de La ', ' de la ')" -%}
    case
        when {{ tidy }} = '' then cast(null as string)
        when {{ tidy }} in ({{ upper_case(tidy) }}, {{ lower_case(tidy) }}) then {{ trim_blanks('replace(' ~ name ~ ", '" ~ mark ~ "', '')") }}
        else {{ tidy }}
    end
{%- endmacro %}
