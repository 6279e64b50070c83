{#- ISO 639-1 from a locale (fr-CA, en_US), a code or the language's own, English or French name; null when unreadable. -#}
{% macro normalise_language(column) -%}
    {%- set name = normalise_name(column) -%}
    case
        when {{ name }} in ('fr', 'fra', 'fre', 'french', 'francais', 'francaise') then 'fr'
        when {{ name }} in ('en', 'eng', 'english', 'anglais', 'anglaise') then 'en'
        when {{ name }} in ('es', 'spa', 'spanish', 'espagnol', 'espanol') then 'es'
        when {{ name }} in ('de', 'deu', 'ger', 'german', 'allemand', 'deutsch') then 'de'
        when {{ name }} in ('it', 'ita', 'italian', 'italien', 'italiano') then 'it'
        when {{ name }} in ('pt', 'por', 'portuguese', 'portugais', 'portugues') then 'pt'
        when {{ name }} in ('nl', 'nld', 'dut', 'dutch', 'neerlandais', 'nederlands') then 'nl'
        when {{ matches_pattern(name, '^[a-z]{2}( [a-z0-9 ]+)?$') }} then left({{ name }}, 2)
    end
{%- endmacro %}
