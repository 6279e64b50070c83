{#-
    A query: the links of some components, with the scope in which the values of their type are counted and the type's
    rules. In an update it reads the CTEs links and components of the model.

    some_components   a CTE with the column component, each once
-#}
{% macro component_links(some_components) -%}
    select
        components.component,
        links.record_id,
        links.identifier_type,
        links.identifier_value,
        case when identifier_types.is_exclusive then contacts.source else '' end as limit_scope,
        links.tier,
        identifier_types.limit_per_customer,
        identifier_types.apart_probability
    from {{ shared_rows('links', 'int_identity__links') }}
    inner join {{ shared_rows('components', 'int_identity__components') }} on links.record_id = components.record_id
    inner join {{ some_components }} on components.component = {{ some_components }}.component
    left join {{ ref('int_conformed__contacts') }} as contacts on links.record_id = contacts.record_id
    left join {{ ref('identifier_types') }} as identifier_types
        on links.identifier_type = identifier_types.identifier_type
{%- endmacro %}
