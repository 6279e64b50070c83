-- Weeks end on Sunday. Four weeks back, and again as often as the history reaches, begins a window of the backtest.
with settings as (
    select * from {{ ref('pressure_settings') }}
),

digits as (
    {%- for digit in range(10) %}
    select {{ digit }} as digit
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

numbers as (
    select tens.digit * 10 + ones.digit as number
    from digits as tens
    cross join digits as ones
),

this_week as (
    select {{ week_end(as_of()) }} as last_day
),

moments as (
    select
        {{ as_of() }} as measured_at,
        1 as is_now,
        0 as is_week_end,
        0 as is_window_start
    union all
    select
        {{ add_days(end_of_day('this_week.last_day'), '-7 * numbers.number') }} as measured_at,
        0 as is_now,
        1 as is_week_end,
        0 as is_window_start
    from numbers
    cross join this_week
    cross join settings
    where numbers.number <= settings.history_weeks
    union all
    select
        {{ add_days(as_of(), '-28 * numbers.number') }} as measured_at,
        0 as is_now,
        0 as is_week_end,
        1 as is_window_start
    from numbers
    cross join settings
    where numbers.number >= 1 and 4 * numbers.number <= settings.history_weeks
),

-- The running week has not ended, so one more is looked at than is kept.
final as (
    select
        measured_at,
        max(is_now) = 1 as is_now,
        max(is_week_end) = 1 as is_week_end,
        max(is_window_start) = 1 as is_window_start
    from moments
    where measured_at <= {{ as_of() }}
    group by measured_at
)

select * from final
