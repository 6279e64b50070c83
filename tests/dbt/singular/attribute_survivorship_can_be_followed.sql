-- Every row of the seed has an effect, and for every attribute and record exactly one row holds.
{% set attributes = golden_attributes().keys() | list + golden_identifiers() %}
{% set strategies = ['recent', 'complete', 'frequent'] %}
{% set sources = graph.sources.values() | map(attribute='source_name') | reject('equalto', 'raw_landing')
    | unique | sort | list if execute else [] %}
with attribute_survivorship as (
    select
        *,
        'attribute_survivorship.csv, row "' || coalesce(attribute, '') || ',' || coalesce(source, '') || '": ' as place
    from {{ ref('attribute_survivorship') }}
),

attributes as (
    {%- for attribute in attributes %}
    select '{{ attribute }}' as attribute
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

problems as (
    select
        1 as kind,
        place || 'unknown attribute, write one of {{ attributes | join(", ") }}' as problem
    from attribute_survivorship
    where coalesce(attribute, '') not in ('{{ attributes | join("', '") }}')
    union all
    select
        2 as kind,
        place || 'unknown source, write * or one of {{ sources | join(", ") }}' as problem
    from attribute_survivorship
    where coalesce(source, '') not in ('*', '{{ sources | join("', '") }}')
    union all
    select
        3 as kind,
        place || 'unknown strategy "' || coalesce(strategy, '') || '", write {{ strategies | join(", ") }}' as problem
    from attribute_survivorship
    where coalesce(strategy, '') not in ('{{ strategies | join("', '") }}')
    union all
    select
        4 as kind,
        place || 'priority must be a whole number of at least 1' as problem
    from attribute_survivorship
    where coalesce(priority, 0) < 1
    union all
    select
        5 as kind,
        'attribute_survivorship.csv: ' || attributes.attribute
        || ' has no row with source *, add one for the sources without a row of their own' as problem
    from attributes
    left join attribute_survivorship
        on attributes.attribute = attribute_survivorship.attribute and attribute_survivorship.source = '*'
    where attribute_survivorship.attribute is null
    union all
    select
        6 as kind,
        'attribute_survivorship.csv: ' || attribute || ' has several strategies at priority '
        || cast(priority as string) || ' (' || min(strategy) || ', ' || max(strategy) || '), write one' as problem
    from attribute_survivorship
    group by attribute, priority
    having count(distinct strategy) > 1
)

select problem
from problems
order by kind, problem
