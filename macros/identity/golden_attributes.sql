{#-
    The golden record's attributes: each with the contact columns by which it is judged; what belongs to them comes
    from the same record. More filled columns beat fewer, then the record changed last wins, then the smaller record_id.
    The region comes with its address but is not counted: most countries write none, and who moved from Quebec to
    Lyon must not keep the old address for its fourth column.
-#}
{% macro golden_attributes() -%}
    {{- return({
        'name': ['first_name', 'last_name'],
        'birth_date': ['birth_date'],
        'language': ['language'],
        'customer_type': ['customer_type'],
        'company': ['company_name'],
        'address': ['street', 'city', 'postal_code'],
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
