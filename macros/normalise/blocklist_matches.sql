{#-
    A query: the values of a relation that the seed identity_blocklist sets aside, each with one reason.
    Columns: those of `key`, and reason.

    relation   a CTE with the columns of `key` (identifier_type among them) and those that `compared` reads
    blocklist  a CTE with the seed
    key        the columns that tell the relation's rows apart
    compared   match kind of the seed -> expressions over the relation that its values are compared with
    searched   expressions that the seed's regular expressions (match kind `pattern`) are searched in
    read_from  what stands after `from`, where that is more than the CTE's name: the relation is read once per expression

    Every comparison but the patterns' is one of equal texts, so that the list may grow without slowing the join. A
    pattern that a column holds is compiled for every row: only texts that hold its letters are searched.
-#}
{% macro blocklist_matches(relation, blocklist, key, compared, searched, read_from=none) -%}
    {%- set read_from = read_from or relation -%}
    select
        {% for column in key -%}
        comparisons.{{ column }},
        {% endfor -%}
        min(comparisons.reason) as reason
    from (
        select
            {% for column in key -%}
            compared_values.{{ column }},
            {% endfor -%}
            {{ blocklist }}.reason
        from (
            {%- for match_kind, expressions in compared.items() %}
            {%- set last_kind = loop.last %}
            {%- for expression in expressions %}
            select
                {{ key | join(',\n            ') }},
                '{{ match_kind }}' as match_kind,
                {{ expression }} as match_value
            from {{ read_from }}
            {%- if not (loop.last and last_kind) %}
            union all
            {%- endif %}
            {%- endfor %}
            {%- endfor %}
        ) as compared_values
        inner join {{ blocklist }}
            on
                compared_values.match_kind = {{ blocklist }}.match_kind
                and compared_values.match_value = {{ blocklist }}.match_value
        where {{ blocklist }}.identifier_type in ('*', compared_values.identifier_type)
        {%- for expression in searched %}
        union all
        select
            {% for column in key -%}
            {{ relation }}.{{ column }},
            {% endfor -%}
            patterns.reason
        from {{ read_from }}
        inner join (
            select
                identifier_type,
                match_value,
                {{ plain_text_of_pattern('match_value') }} as plain_text,
                reason
            from {{ blocklist }}
            where match_kind = 'pattern'
        ) as patterns
            on
                case
                    when contains({{ expression }}, patterns.plain_text)
                        then {{ matches_pattern_of(expression, 'patterns.match_value') }}
                    else false
                end
        where patterns.identifier_type in ('*', {{ relation }}.identifier_type)
        {%- endfor %}
    ) as comparisons
    group by {% for column in key %}comparisons.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{#- The text that a match of a pattern must hold: what lies between its anchors, or nothing where it has more to it. -#}
{% macro plain_text_of_pattern(pattern) -%}
    case
        when {{ matches_pattern(pattern, '^\\^?[a-z0-9@ _-]+[$]?$') }} then replace(replace({{ pattern }}, '^', ''), '$', '')
        else ''
    end
{%- endmacro %}

{#- The only digit of a number that has but one (0000000000, 55-55-55); null for every other text. -#}
{% macro repeated_digit(number) -%}
    {%- set digits = "replace(replace(" ~ number ~ ", ' ', ''), '-', '')" -%}
    case
        when {{ digits }} <> '' and replace({{ digits }}, left({{ digits }}, 1), '') = '' then left({{ digits }}, 1)
    end
{%- endmacro %}
