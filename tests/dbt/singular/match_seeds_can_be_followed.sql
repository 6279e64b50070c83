-- Every condition reads a measure of its comparison, and levels have weights, no others.
{% set comparisons = match_comparisons() %}
with match_comparisons as (
    select * from {{ ref('match_comparisons') }}
),

match_weights as (
    select * from {{ ref('match_weights') }}
),

known_measures as (
    {%- for comparison, measures in comparisons.items() %}
    {%- set is_last = loop.last %}
    {%- for measure in measures %}
    select
        '{{ comparison }}' as comparison,
        '{{ measure }}' as measure
    {{ 'union all' if not (is_last and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

-- Every comparison has the level of pairs that meet no condition.
known_levels as (
    select
        comparison,
        level
    from match_comparisons
    union
    select
        comparison,
        'other' as level
    from known_measures
),

problems as (
    select
        1 as kind,
        'match_comparisons.csv, row "' || coalesce(match_comparisons.comparison, '') || ','
        || coalesce(cast(match_comparisons.step as string), '') || ','
        || coalesce(match_comparisons.level, '') || '": unknown measure ' || coalesce(match_comparisons.measure, '')
        || ', write one of the macro match_comparisons' as problem
    from match_comparisons
    left join known_measures
        on
            match_comparisons.comparison = known_measures.comparison
            and match_comparisons.measure = known_measures.measure
    where known_measures.measure is null
    union all
    select
        2 as kind,
        'match_weights.csv, row "' || coalesce(match_weights.comparison, '') || ','
        || coalesce(match_weights.level, '') || '": match_comparisons.csv has no such level' as problem
    from match_weights
    left join known_levels
        on match_weights.comparison = known_levels.comparison and match_weights.level = known_levels.level
    where known_levels.level is null
    union all
    select
        3 as kind,
        'match_weights.csv: add a row for the level ' || coalesce(match_comparisons.level, '') || ' of '
        || coalesce(match_comparisons.comparison, '') || ', which weighs nothing otherwise' as problem
    from match_comparisons
    left join match_weights
        on match_comparisons.comparison = match_weights.comparison and match_comparisons.level = match_weights.level
    where match_weights.level is null
)

select problem
from problems
order by kind, problem
