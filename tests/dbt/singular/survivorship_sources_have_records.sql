-- A row about a source that is neither a folder of models/staging nor named by records of own files has no effect.
{{ config(severity='warn') }}
{% set folders = graph.sources.values() | map(attribute='source_name') | reject('equalto', 'raw_landing')
    | unique | sort | list if execute else [] %}
with attribute_survivorship as (
    select * from {{ ref('attribute_survivorship') }}
),

sources as (
    select distinct source
    from {{ ref('int_conformed__contacts') }}
)

select
    'attribute_survivorship.csv, row "' || attribute_survivorship.attribute || ',' || attribute_survivorship.source
    || '": no record is of this source' as problem
from attribute_survivorship
left join sources on attribute_survivorship.source = sources.source
where
    sources.source is null
    and attribute_survivorship.source not in (
        '*'
        {%- for folder in folders %},
        '{{ folder }}'
        {%- endfor %}
    )
order by problem
