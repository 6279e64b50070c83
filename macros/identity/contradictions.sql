{#-
    Do two people's known names and birth dates contradict each other? SQL over two relations that have the columns of
    int_matching__features. What one side does not know contradicts nothing. Allowed are typos, accents (names come
    folded), nicknames, initials, compound names cut short, first and family name swapped, day and month swapped.
-#}

{#- The letters that a typo may change: none in short names, where they make another name (Luc, Lou). -#}
{% macro allowed_typos(left, right) -%}
    case
        when least(length({{ left }}), length({{ right }})) >= 6 then 2
        when least(length({{ left }}), length({{ right }})) >= 4 then 1
        else 0
    end
{%- endmacro %}

{% macro given_names_contradict(left, right) -%}
    coalesce(
        {{ left }}.given_name_root <> {{ right }}.given_name_root
        and {{ left }}.given_name <> {{ right }}.given_name
        and not (
            least(length({{ left }}.given_name), length({{ right }}.given_name)) = 1
            and left({{ left }}.given_name, 1) = left({{ right }}.given_name, 1)
        )
        and not {{ are_initials_of(left ~ '.given_name', right ~ '.given_name') }}
        and not {{ are_initials_of(right ~ '.given_name', left ~ '.given_name') }}
        and not ({{ left }}.given_name = {{ right }}.family_name and {{ left }}.family_name = {{ right }}.given_name)
        and (
            {{ is_feminine_of(left ~ '.given_name', right ~ '.given_name') }}
            or {{ is_feminine_of(right ~ '.given_name', left ~ '.given_name') }}
            or not (
                levenshtein({{ left }}.given_name, {{ right }}.given_name)
                <= {{ allowed_typos(left ~ '.given_name', right ~ '.given_name') }}
                or {{ begins_with(left ~ '.given_name', right ~ '.given_name') }}
                or {{ begins_with(right ~ '.given_name', left ~ '.given_name') }}
            )
        ),
        false
    )
{%- endmacro %}

{#- J.-P. of Jean-Paul, M.-C. of Marie-Claude, Wm of William: two letters without a vowel, which is no name (Jo, Al). -#}
{% macro are_initials_of(initials, name) -%}
    ({{ matches_pattern(initials, '^[b-df-hj-np-tv-xz]{2}$') }}
    and left({{ initials }}, 1) = left({{ name }}, 1)
    and contains(substr({{ name }}, 2), right({{ initials }}, 1)))
{%- endmacro %}

{#-
    Denise is no typo of Denis, Stéphanie none of Stéphane: a couple shares its phone and its address. -ie is a feminine
    ending in place of an e only: Jackie is Jack. Anna for Anne, Lisette for Lise are one woman's names.
-#}
{% macro is_feminine_of(feminine, masculine) -%}
    ({{ feminine }} in (
        {%- for ending in ['e', 'le', 'ne', 'a', 'ine', 'ina', 'ette'] -%}
        {{ masculine }} || '{{ ending }}'{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
    or right({{ masculine }}, 1) = 'e' and {{ feminine }} in (
        {%- for ending in ['ie', 'ia', 'ine'] -%}
        left({{ masculine }}, length({{ masculine }}) - 1) || '{{ ending }}'{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
    or right({{ masculine }}, 1) = 'c' and {{ feminine }} = left({{ masculine }}, length({{ masculine }}) - 1) || 'que')
{%- endmacro %}

{% macro begins_with(whole, part) -%}
    (length({{ part }}) >= 3 and left({{ whole }}, length({{ part }})) = {{ part }})
{%- endmacro %}

{% macro family_names_contradict(left, right) -%}
    coalesce(
        levenshtein({{ left }}.family_name, {{ right }}.family_name)
        > {{ allowed_typos(left ~ '.family_name', right ~ '.family_name') }}
        and not contains({{ left }}.family_name, {{ right }}.family_name)
        and not contains({{ right }}.family_name, {{ left }}.family_name)
        and not ({{ left }}.given_name = {{ right }}.family_name and {{ left }}.family_name = {{ right }}.given_name),
        false
    )
{%- endmacro %}

{% macro birth_dates_contradict(left, right) -%}
    coalesce(
        {{ left }}.birth_date <> {{ right }}.birth_date
        and not (
            {{ left }}.birth_year = {{ right }}.birth_year
            and (
                {{ left }}.birth_month = {{ right }}.birth_month
                or {{ left }}.birth_day = {{ right }}.birth_day
                or ({{ left }}.birth_month = {{ right }}.birth_day and {{ left }}.birth_day = {{ right }}.birth_month)
            )
        )
        and not (
            {{ left }}.birth_month = {{ right }}.birth_month
            and {{ left }}.birth_day = {{ right }}.birth_day
            and levenshtein(cast({{ left }}.birth_year as string), cast({{ right }}.birth_year as string)) <= 1
        ),
        false
    )
{%- endmacro %}
