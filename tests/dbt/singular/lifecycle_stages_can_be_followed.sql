-- Each stage has one row, and all limits rise from stage to stage.
with lifecycle_stages as (
    select * from {{ ref('lifecycle_stages') }}
),

known_stages as (
    {%- for stage in ['active'] + later_lifecycle_stages() | reverse | list %}
    select
        '{{ stage }}' as stage,
        {{ loop.index }} as place
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        stage,
        count(*) as row_count
    from lifecycle_stages
    group by stage
),

followed as (
    select
        known_stages.stage,
        known_stages.place,
        lifecycle_stages.gaps_from,
        lifecycle_stages.least_days,
        lifecycle_stages.days_from,
        lag(lifecycle_stages.gaps_from) over (order by known_stages.place nulls last) as gaps_before,
        lag(lifecycle_stages.least_days) over (order by known_stages.place nulls last) as least_days_before,
        lag(lifecycle_stages.days_from) over (order by known_stages.place nulls last) as days_before
    from known_stages
    inner join lifecycle_stages on known_stages.stage = lifecycle_stages.stage
),

problems as (
    select
        1 as kind,
        'lifecycle_stages.csv: unknown stage "' || coalesce(counted.stage, '')
        || '", write active, cooling, at risk or lost' as problem
    from counted
    left join known_stages on counted.stage = known_stages.stage
    where known_stages.stage is null
    union all
    select
        2 as kind,
        'lifecycle_stages.csv: stage "' || known_stages.stage || '" has '
        || cast(coalesce(counted.row_count, 0) as string) || ' rows, it needs one' as problem
    from known_stages
    left join counted on known_stages.stage = counted.stage
    where coalesce(counted.row_count, 0) <> 1
    union all
    select
        3 as kind,
        'lifecycle_stages.csv: a limit of stage "active" is not 0, write 0 in all three' as problem
    from followed
    where place = 1 and not coalesce(gaps_from = 0 and least_days = 0 and days_from = 0, false)
    union all
    select
        4 as kind,
        'lifecycle_stages.csv: a limit of stage "' || stage
        || '" is not above that of the stage before it, let gaps_from, least_days and days_from rise' as problem
    from followed
    where
        place > 1
        and not coalesce(
            gaps_from > gaps_before and least_days > least_days_before and days_from > days_before, false
        )
)

select problem
from problems
order by kind, problem
