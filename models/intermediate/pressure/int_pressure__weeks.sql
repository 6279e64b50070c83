-- The ended weeks that signs are told of, those of the first baseline, and those of the first contacts.
with settings as (
    select * from {{ ref('signal_settings') }}
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
    select hundreds.digit * 100 + tens.digit * 10 + ones.digit as number
    from digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

ends as (
    select cast({{ add_days(end_of_day(week_end(as_of())), '-7 * numbers.number') }} as date) as week_end_date
    from numbers
    cross join settings
    where numbers.number <= settings.history_weeks + settings.baseline_weeks + settings.contact_weeks
),

ended as (
    select
        ends.week_end_date,
        cast(row_number() over (order by ends.week_end_date desc nulls last) as integer) as weeks_ago
    from ends
    where {{ end_of_day('ends.week_end_date') }} <= {{ as_of() }}
),

final as (
    select
        ended.week_end_date,
        ended.weeks_ago,
        ended.weeks_ago <= settings.history_weeks as is_told,
        ended.weeks_ago <= settings.history_weeks + settings.baseline_weeks as is_measured
    from ended
    cross join settings
)

select * from final
