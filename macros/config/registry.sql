{#- Is this source switched on in the registry var `sources`? Used in every staging model's config. -#}
{% macro is_registered(source_name) -%}
    {{- return(source_name in var('sources')) -}}
{%- endmacro %}

{#- The contracts that every source supplies without being asked: what became of its raw rows. -#}
{% macro bookkeeping_contracts() -%}
    {{- return(['row_outcomes', 'raw_volumes']) -}}
{%- endmacro %}

{#- The contracts that a source may list in the registry. -#}
{% macro known_contracts() -%}
    {{- return([
        'contacts', 'identifiers', 'orders', 'order_lines', 'products', 'carts', 'touchpoints',
        'campaigns', 'campaign_costs', 'web_events', 'interactions', 'consents',
    ]) -}}
{%- endmacro %}

{#- The registered sources that supply a contract, sorted, so that the order of the registry is no input. -#}
{% macro sources_of(contract) -%}
    {%- set suppliers = [] -%}
    {%- for source_name, contracts in var('sources').items() | sort -%}
        {%- if contract in contracts or contract in bookkeeping_contracts() -%}
            {%- do suppliers.append(source_name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(suppliers) -}}
{%- endmacro %}
