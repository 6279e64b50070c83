{#-
    Whether the names of a pair stand in each other's place (Martin Paul, Paul Martin), or one record has a single name,
    which stands in the other's other place: 1, else 0; -1 where one of the two has no name.
-#}
{% macro names_are_swapped() -%}
    {%- set straight = "levenshtein(given_name_left, given_name_right) + levenshtein(family_name_left, family_name_right)" -%}
    {%- set swapped = "levenshtein(given_name_left, family_name_right) + levenshtein(family_name_left, given_name_right)" -%}
    {#- Counting edits is dear: it is done where the names differ and their lengths leave a chance. -#}
    {%- set may_be_swapped = "(given_name_left <> given_name_right or family_name_left <> family_name_right) and abs(length(given_name_left) - length(family_name_right)) + abs(length(family_name_left) - length(given_name_right)) <= 4" -%}
    case
        when coalesce(given_name_left, family_name_left) is null or coalesce(given_name_right, family_name_right) is null then -1
        when {{ has_single_name() }} then
            case
                when coalesce(given_name_left = given_name_right or family_name_left = family_name_right, false) then 0
                when given_name_left = family_name_right or family_name_left = given_name_right then 1
                else 0
            end
        when {{ may_be_swapped }} then case when {{ swapped }} <= 4 and {{ swapped }} < {{ straight }} then 1 else 0 end
        else 0
    end
{%- endmacro %}

{% macro has_single_name() -%}
    (given_name_left is null or family_name_left is null or given_name_right is null or family_name_right is null)
{%- endmacro %}

{#-
    The names of a pair so laid beside each other that like stands by like: column -> expression over the pair's
    columns `<feature>_left`, `<feature>_right` and names_are_swapped. Swapped names are turned round; a single name
    that stands in the other's other place is taken for the family name of both, since that is the safer reading.
-#}
{% macro aligned_names() -%}
    {%- set crossed = "names_are_swapped = 1 and " ~ has_single_name() -%}
    {#- Which of the exchanged names is the given one is decided by the names, not by the side on which a record stands. -#}
    {%- set left_leads = "given_name_left < given_name_right" -%}
    {%- set single_name = "case when given_name_left = family_name_right then given_name_left else family_name_left end" -%}
    {{- return({
        'given_name_before': "case when " ~ crossed ~ " then cast(null as string) when names_are_swapped = 1 and not " ~ left_leads ~ " then family_name_left else given_name_left end",
        'given_name_beside': "case when " ~ crossed ~ " then cast(null as string) when names_are_swapped = 1 and " ~ left_leads ~ " then family_name_right else given_name_right end",
        'family_name_before': "case when " ~ crossed ~ " then " ~ single_name ~ " when names_are_swapped = 1 and not " ~ left_leads ~ " then given_name_left else family_name_left end",
        'family_name_beside': "case when " ~ crossed ~ " then " ~ single_name ~ " when names_are_swapped = 1 and " ~ left_leads ~ " then given_name_right else family_name_right end",
    }) -}}
{%- endmacro %}

{#-
    How two records differ: measure -> SQL over the pair's columns `<feature>_left`, `<feature>_right` and the aligned
    names. Whole numbers, -1 where one of the records lacks the value. The levels of match_comparisons are ranges of these.
-#}
{% macro match_measures() -%}
    {%- set both_on_new_year = "birth_month_left = 1 and birth_day_left = 1 and birth_month_right = 1 and birth_day_right = 1" -%}
    {%- set same_parts = same_or_zero('birth_year') ~ " + case when " ~ both_on_new_year ~ " then 0 else " ~ same_or_zero('birth_month') ~ " + " ~ same_or_zero('birth_day') ~ " end" -%}
    {%- set near_place = "coalesce(levenshtein(postal_code_left, postal_code_right) <= 1, false) or coalesce(levenshtein(city_left, city_right) * 100 <= 34 * greatest(length(city_left), length(city_right)), false)" -%}
    {{- return({
        'given_name_edits': letter_edits('given_name_before', 'given_name_beside'),
        'given_name_shorter': shorter_length('given_name_before', 'given_name_beside'),
        'given_name_longer': longer_length('given_name_before', 'given_name_beside'),
        'given_name_is_start': yes_or_no("left(given_name_before, length(given_name_beside)) = given_name_beside or left(given_name_beside, length(given_name_before)) = given_name_before"),
        'given_name_is_feminine': yes_or_no(is_feminine_of('given_name_before', 'given_name_beside') ~ " or " ~ is_feminine_of('given_name_beside', 'given_name_before')),
        'given_name_is_variant': yes_or_no("given_name_root_left = given_name_root_right"),
        'family_name_edits': letter_edits('family_name_before', 'family_name_beside'),
        'family_name_shorter': shorter_length('family_name_before', 'family_name_beside'),
        'family_name_longer': longer_length('family_name_before', 'family_name_beside'),
        'family_name_is_part': yes_or_no(is_end_of('family_name_before', 'family_name_beside') ~ " or " ~ is_end_of('family_name_beside', 'family_name_before')),
        'birth_date_edits': "case when birth_date_left <> birth_date_right and " ~ both_on_new_year ~ " then 8 else " ~ letter_edits('birth_date_left', 'birth_date_right') ~ " end",
        'birth_parts_equal': same_parts,
        'birth_year_is_equal': yes_or_no("birth_year_left = birth_year_right"),
        'birth_day_is_swapped': yes_or_no("birth_year_left = birth_year_right and birth_month_left = birth_day_right and birth_day_left = birth_month_right"),
        'house_number_edits': letter_edits('house_number_left', 'house_number_right'),
        'house_number_longer': longer_length('house_number_left', 'house_number_right'),
        'house_number_is_part': yes_or_no("contains(house_number_left, house_number_right) or contains(house_number_right, house_number_left)"),
        'street_difference': street_difference(),
        'place_differs': "case when (postal_code_left is null or postal_code_right is null) and (city_left is null or city_right is null) or coalesce(postal_code_left = postal_code_right or city_left = city_right, false) then 0 when " ~ near_place ~ " then 0 else 1 end",
        'postal_code_edits': "case when postal_code_left is not null and postal_code_right is not null then " ~ letter_edits('postal_code_left', 'postal_code_right') ~ " when city_left is not null and city_right is not null then 9 else -1 end",
        'city_difference': "case when city_left is not null and city_right is not null then " ~ share_changed('city_left', 'city_right') ~ " when levenshtein(postal_code_left, postal_code_right) <= 1 then 34 else -1 end",
        'email_edits': letter_edits('email_left', 'email_right'),
        'email_shorter': shorter_length('email_left', 'email_right'),
        'email_local_edits': letter_edits('email_local_left', 'email_local_right'),
        'email_local_longer': longer_length('email_local_left', 'email_local_right'),
        'email_domain_edits': letter_edits('email_domain_left', 'email_domain_right'),
        'email_digits_are_equal': yes_or_no("email_digits_left = email_digits_right"),
        'email_is_names': yes_or_no("email_names_left = email_names_right"),
        'phone_edits': letter_edits('phone_left', 'phone_right'),
    }) -}}
{%- endmacro %}

{#-
    Letters typed wrong, left out, added, or two neighbours exchanged, up to 9. Two neighbours leave the first or the last
    letter in its place; what moves both is another word of the same letters (Eric, Rice). Edits are counted last, where
    nothing cheaper tells: most pairs agree in most of what they have.
-#}
{% macro letter_edits(one, other) -%}
    {%- set distance = "levenshtein(" ~ one ~ ", " ~ other ~ ")" -%}
    {%- set keeps_an_end = "(length(" ~ one ~ ") = 2 or left(" ~ one ~ ", 1) = left(" ~ other ~ ", 1) or right(" ~ one ~ ", 1) = right(" ~ other ~ ", 1))" -%}
    {%- set same_letters = "length(" ~ one ~ ") = length(" ~ other ~ ") and " ~ keeps_an_end ~ " and translate(" ~ one ~ ", " ~ other ~ ", '') = '' and translate(" ~ other ~ ", " ~ one ~ ", '') = ''" -%}
    {%- set cheap = "when " ~ one ~ " is null or " ~ other ~ " is null then -1 when " ~ one ~ " = " ~ other ~ " then 0 when abs(length(" ~ one ~ ") - length(" ~ other ~ ")) >= 9 then 9" -%}
    {{- return("case " ~ cheap ~ " when " ~ same_letters ~ " then case when " ~ distance ~ " = 2 then 1 else least(" ~ distance ~ ", 9) end else least(" ~ distance ~ ", 9) end") -}}
{%- endmacro %}

{% macro shorter_length(one, other) -%}
    {{- return("case when " ~ one ~ " is null or " ~ other ~ " is null then -1 else least(length(" ~ one ~ "), length(" ~ other ~ "), 20) end") -}}
{%- endmacro %}

{% macro longer_length(one, other) -%}
    {{- return("case when " ~ one ~ " is null or " ~ other ~ " is null then -1 else least(greatest(length(" ~ one ~ "), length(" ~ other ~ ")), 20) end") -}}
{%- endmacro %}

{% macro yes_or_no(condition) -%}
    {{- return("case when " ~ condition ~ " then 1 else 0 end") -}}
{%- endmacro %}

{% macro same_or_zero(feature) -%}
    {{- return("case when " ~ feature ~ "_left = " ~ feature ~ "_right then 1 else 0 end") -}}
{%- endmacro %}

{% macro is_end_of(part, whole) -%}
    {{- return("left(" ~ whole ~ ", length(" ~ part ~ ")) = " ~ part ~ " or right(" ~ whole ~ ", length(" ~ part ~ ")) = " ~ part) -}}
{%- endmacro %}

{#- How much of two texts differs: edits per hundred letters of the longer one, rounded up. -#}
{% macro share_changed(one, other) -%}
    {%- set longer = "greatest(length(" ~ one ~ "), length(" ~ other ~ "))" -%}
    {{- return("case when " ~ one ~ " = " ~ other ~ " then 0 else cast(ceil(100.0 * levenshtein(" ~ one ~ ", " ~ other ~ ") / " ~ longer ~ ") as integer) end") -}}
{%- endmacro %}

{#- The least difference of the whole streets and of their lines, which people leave out and exchange. -#}
{% macro street_difference() -%}
    {%- set lines = [] -%}
    {%- for one, other in [('street_line_left', 'street_line_right'), ('street_line_left', 'street_line_2_right'), ('street_line_2_left', 'street_line_right')] -%}
        {%- do lines.append("coalesce(" ~ share_changed(one, other) ~ ", 100)") -%}
    {%- endfor -%}
    {%- set part = "case when contains(street_left, street_right) or contains(street_right, street_left) then 40 else 100 end" -%}
    {{- return("case when street_left is null or street_right is null then -1 when street_left = street_right then 0 else least(" ~ share_changed('street_left', 'street_right') ~ ", " ~ part ~ ", " ~ lines | join(', ') ~ ") end") -}}
{%- endmacro %}
