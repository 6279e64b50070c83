{#-
    The country whose dialling rules a record's phone numbers follow: its own, else the var
    default_country_code, else '' (unknown: only numbers in international form can be read).
-#}
{% macro phone_country(country_code) -%}
    coalesce({{ country_code }}, '{{ var("default_country_code") }}')
{%- endmacro %}
