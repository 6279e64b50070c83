{%- set width = match_comparisons().values() | map('length') | max %}

-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with pair_measures as (
    select * from {{ ref('int_matching__pair_measures') }}
),

steps as (
    select * from {{ ref('match_comparisons') }}
),

-- Millions of pairs differ in a few thousand ways: the levels are found for each way, not for each pair.
patterns as (
    {%- for comparison, measures in match_comparisons().items() %}
    select distinct
        '{{ comparison }}' as comparison,
        {%- for number in range(width) %}
        {{ measures[number] if number < measures | length else '-1' }}
            as value_{{ number + 1 }}{{ ',' if not loop.last }}
        {%- endfor %}
    from pair_measures
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

step_sizes as (
    select
        comparison,
        step,
        count(*) as condition_count
    from steps
    group by comparison, step
),

reached_steps as (
    select
        patterns.comparison,
        {%- for number in range(width) %}
        patterns.value_{{ number + 1 }},
        {%- endfor %}
        steps.step,
        min(steps.level) as level,
        count(*) as condition_count
    from patterns
    inner join steps
        on
            patterns.comparison = steps.comparison
            and case steps.measure
                {%- for measures in match_comparisons().values() %}
                {%- for measure in measures %}
                when '{{ measure }}' then patterns.value_{{ loop.index }}
                {%- endfor %}
                {%- endfor %}
            end between steps.at_least and steps.at_most
    group by
        patterns.comparison,
        {%- for number in range(width) %}
        patterns.value_{{ number + 1 }},
        {%- endfor %}
        steps.step
),

ranked_steps as (
    select
        reached_steps.*,
        row_number() over (
            partition by
                reached_steps.comparison
                {%- for number in range(width) %},
                reached_steps.value_{{ number + 1 }}
                {%- endfor %}
            order by reached_steps.step nulls last
        ) as step_rank
    from reached_steps
    inner join step_sizes
        on
            reached_steps.comparison = step_sizes.comparison
            and reached_steps.step = step_sizes.step
            and reached_steps.condition_count = step_sizes.condition_count
),

final as (
    select
        patterns.comparison,
        {%- for number in range(width) %}
        cast(patterns.value_{{ number + 1 }} as integer) as value_{{ number + 1 }},
        {%- endfor %}
        case
            when patterns.value_1 = -1 then 'missing'
            else coalesce(ranked_steps.level, 'other')
        end as level
    from patterns
    left join ranked_steps
        on
            patterns.comparison = ranked_steps.comparison
            {%- for number in range(width) %}
            and patterns.value_{{ number + 1 }} = ranked_steps.value_{{ number + 1 }}
            {%- endfor %}
            and ranked_steps.step_rank = 1
)

select * from final
