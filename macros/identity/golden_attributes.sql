{#-
    The golden record's attributes: each with the contact columns by which its completeness is judged; what belongs to
    them comes from the same record. Which record wins says the seed attribute_survivorship.
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

{#- The attributes that are identifiers of their type: a record may hold several values, each a candidate. -#}
{% macro golden_identifiers() -%}
    {{- return(['email', 'phone']) -}}
{%- endmacro %}

{#- How many of the columns hold a value: 0 to their number. -#}
{% macro count_filled(columns) -%}
    {%- for column in columns -%}
        case when {{ column }} is null then 0 else 1 end{{ ' + ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{#- An attribute of a contact as one text for people: an address with its region and country. -#}
{% macro shown_attribute(attribute, columns) -%}
    {%- set shown = columns + (['region', 'country_code'] if attribute == 'address' else []) -%}
    concat_ws(
        '{{ ' ' if attribute == 'name' else ', ' }}',
        {%- for column in shown %}
        cast({{ column }} as string){{ ',' if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
