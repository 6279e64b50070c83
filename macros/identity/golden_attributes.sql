{#-
    The golden record's attributes: each with the contact columns that are taken together from one record.
    More filled columns beat fewer, then the record changed last wins, then the smaller record_id.
-#}
{% macro golden_attributes() -%}
    {{- return({
        'name': ['first_name', 'last_name'],
        'birth_date': ['birth_date'],
        'language': ['language'],
        'customer_type': ['customer_type'],
        'company': ['company_name'],
        'address': ['street', 'city', 'region', 'postal_code'],
        'country': ['country_code'],
        'store': ['store_code'],
    }) -}}
{%- endmacro %}

{#- How many of the columns hold a value: 0 to their number. -#}
{% macro count_filled(columns) -%}
    {%- for column in columns -%}
        case when {{ column }} is null then 0 else 1 end{{ ' + ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
