-- Every row of the seed has an effect, and for every attribute and record exactly one row holds.
{% set attributes = golden_attributes().keys() | list + golden_identifiers() %}
{% set strategies = ['recent', 'complete', 'frequent'] %}
{% set sources = graph.sources.values() | map(attribute='source_name') | reject('equalto', 'raw_landing')
    | unique | sort | list if execute else [] %}
-- Own files name sources of their own: survivorship_sources_have_records looks after those.
{% set known = {'attribute': attributes, 'source': ['*'] + sources, 'strategy': strategies} %}
{% set refused = known if 'files' not in sources else {'attribute': attributes, 'strategy': strategies} %}
with attribute_survivorship as (
    select
        *,
        'attribute_survivorship.csv, row "' || coalesce(attribute, '') || ',' || coalesce(source, '') || '": ' as place
    from {{ ref('attribute_survivorship') }}
),

{% for what, names in known.items() -%}
known_{{ what }} as (
    {%- for name in names %}
    select '{{ name }}' as {{ what }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

{% endfor -%}

problems as (
    {%- for what, names in refused.items() %}
    select
        {{ loop.index }} as kind,
        attribute_survivorship.place || 'unknown {{ what }}, write one of '
        || '{{ names | join(", ") }}' as problem
    from attribute_survivorship
    left join known_{{ what }} on attribute_survivorship.{{ what }} = known_{{ what }}.{{ what }}
    where known_{{ what }}.{{ what }} is null
    union all
    {%- endfor %}
    select
        4 as kind,
        place || 'priority must be a whole number of at least 1' as problem
    from attribute_survivorship
    where coalesce(priority, 0) < 1
    union all
    select
        5 as kind,
        'attribute_survivorship.csv: ' || known_attribute.attribute
        || ' has no row with source *, add one for the sources without a row of their own' as problem
    from known_attribute
    left join attribute_survivorship
        on known_attribute.attribute = attribute_survivorship.attribute and attribute_survivorship.source = '*'
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
