{#-
    A query: the links of each component, with the scope in which the values of their type are counted and the type's
    rules. It reads the CTEs links, components, contacts and identifier_types of the model.
-#}
{% macro component_links() -%}
    select
        components.component,
        links.record_id,
        links.identifier_type,
        links.identifier_value,
        case when identifier_types.is_exclusive then contacts.source else '' end as limit_scope,
        links.tier,
        identifier_types.limit_per_customer,
        identifier_types.apart_probability
    from links
    inner join components on links.record_id = components.record_id
    left join contacts on links.record_id = contacts.record_id
    left join identifier_types on links.identifier_type = identifier_types.identifier_type
{%- endmacro %}
