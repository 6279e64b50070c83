{{ config(enabled=is_registered('files'), materialized='view') }}

{%- set staged_as = {} -%}
{%- for contract in known_contracts() -%}
{%- do staged_as.update({contract: contract ~ '_rows'}) -%}
{%- endfor %}

{{ row_outcomes('files', known_contracts(), staged_as=staged_as) }}
