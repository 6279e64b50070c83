{#-
    What two records are compared by: each comparison with the measures of `match_measures` that tell its level. A
    comparison is missing (it counts for nothing) where its first measure is unknown.
-#}
{% macro match_comparisons() -%}
    {{- return({
        'given_name': ['given_name_edits', 'given_name_shorter', 'given_name_longer', 'given_name_is_start', 'given_name_is_feminine', 'given_name_is_variant'],
        'family_name': ['family_name_edits', 'family_name_shorter', 'family_name_longer', 'family_name_is_part'],
        'name_order': ['names_are_swapped'],
        'birth_date': ['birth_date_edits', 'birth_parts_equal', 'birth_year_is_equal', 'birth_day_is_swapped'],
        'house_number': ['house_number_edits', 'house_number_longer', 'house_number_is_part'],
        'street': ['street_difference', 'place_differs'],
        'place': ['postal_code_edits', 'city_difference'],
        'email': ['email_edits', 'email_shorter', 'email_local_edits', 'email_local_longer', 'email_domain_edits', 'email_digits_are_equal', 'email_is_names'],
        'phone': ['phone_edits'],
    }) -}}
{%- endmacro %}

{#- The comparisons whose exact level weighs by how rare the value is in the table: comparison -> feature. -#}
{% macro match_rarities() -%}
    {{- return({
        'given_name': 'given_name',
        'family_name': 'family_name',
        'birth_date': 'birth_date',
        'street': 'street',
        'place': 'postal_code',
    }) -}}
{%- endmacro %}

{#- The features by which the rules of match_blocking_rules may choose records to compare. -#}
{% macro blocking_features() -%}
    {{- return([
        'given_name', 'family_name', 'names_in_any_order', 'given_initial', 'family_initial', 'family_sound',
        'birth_date', 'birth_year', 'birth_month', 'birth_day',
        'house_number', 'street', 'street_word', 'city', 'postal_code',
        'email', 'email_local', 'email_domain', 'email_start', 'phone',
    ]) -}}
{%- endmacro %}

{#- The settings of the seed match_settings. -#}
{% macro match_settings() -%}
    {{- return([
        'match_probability', 'sure_probability', 'review_probability', 'matching_pairs_per_record', 'household_pairs_per_record',
        'household_weight', 'reference_records', 'repeats_of_one_person',
    ]) -}}
{%- endmacro %}
