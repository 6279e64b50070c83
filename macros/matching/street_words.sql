{#- A street in lower case without accents, the usual abbreviations written out (12 Main St -> 12 main street). -#}
{% macro written_out_street(street) -%}
    {%- set abbreviations = {
        'street': 'st|str', 'avenue': 'av|ave', 'road': 'rd', 'drive': 'dr', 'boulevard': 'bd|blvd|boul',
        'lane': 'ln', 'place': 'pl', 'court': 'ct', 'crescent': 'cr|cres', 'square': 'sq', 'highway': 'hwy', 'chemin': 'ch',
    } -%}
    {%- set text = namespace(sql=lower_case(fold_accents('cast(' ~ street ~ ' as string)'))) -%}
    {%- for word, short in abbreviations.items() -%}
        {%- set text.sql = replace_pattern(text.sql, '\\b(' ~ short ~ ')\\b', word) -%}
    {%- endfor -%}
    {{- return(text.sql) -}}
{%- endmacro %}
