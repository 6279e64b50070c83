{#- Does an e-mail address say itself that a household reads it (famille.roy@x.fr, royfamily@x.com)? -#}
{% macro names_household(link, word) -%}
    {{ link }}.identifier_type = 'email'
    and (
        {{ link }}.identifier_value like {{ word }} || '%'
        or {{ link }}.identifier_value like 'la' || {{ word }} || '%'
        or {{ link }}.identifier_value like 'the' || {{ word }} || '%'
        or {{ link }}.identifier_value like '%' || {{ word }} || '@%'
    )
{%- endmacro %}
