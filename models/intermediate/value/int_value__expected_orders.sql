with purchase_histories as (
    select * from {{ ref('int_value__purchase_histories') }}
),

parameters as (
    select * from {{ ref('value_parameters') }}
),

settings as (
    select * from {{ ref('value_settings') }}
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
    select thousands.digit * 1000 + hundreds.digit * 100 + tens.digit * 10 + ones.digit as number
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

-- What customers who still buy will order depends on nothing but these two.
ages as (
    select distinct
        purchase_histories.repeat_count,
        purchase_histories.age_days
    from purchase_histories
    cross join settings
    where purchase_histories.repeat_count + 1 >= settings.minimum_purchase_days
),

-- Purchases in the horizon, were nobody to leave: negative binomial with this shape, and odds = horizon ÷ (alpha + T).
rates as (
    select
        ages.repeat_count,
        ages.age_days,
        parameters.bgnbd_r + ages.repeat_count as shape,
        {{ weeks('settings.horizon_days') }} / (parameters.bgnbd_alpha + {{ weeks('ages.age_days') }}) as odds
    from ages
    cross join parameters
    cross join settings
),

-- A negative binomial number is above mean + sqrt(2 × variance × u) + (1 + odds) × u with probability exp(-u) at most
-- (docs/value.md); u = 30.
series as (
    select
        *,
        cast(
            ceil(shape * odds + sqrt(60 * shape * odds * (1 + odds)) + 30 * (1 + odds)) as integer
        ) as term_count
    from rates
),

-- From one term to the next, as logarithms; decimals, whose sums do not depend on how they are added up.
steps as (
    select
        series.repeat_count,
        series.age_days,
        series.term_count,
        numbers.number,
        cast(
            case
                when numbers.number = 0 then -series.shape * ln(1 + series.odds)
                else ln(series.odds / (1 + series.odds) * (series.shape + numbers.number - 1) / numbers.number)
            end as decimal(28, 18)
        ) as log_step_of_orders,
        cast(
            case
                when numbers.number = 0 then cast(0 as double)
                else
                    ln(
                        (parameters.bgnbd_b + series.repeat_count + numbers.number - 1)
                        / (parameters.bgnbd_a + parameters.bgnbd_b + series.repeat_count + numbers.number - 1)
                    )
            end as decimal(28, 18)
        ) as log_step_of_staying
    from series
    inner join numbers on series.term_count > numbers.number
    cross join parameters
),

logs as (
    select
        *,
        sum(log_step_of_orders) over (
            partition by repeat_count, age_days
            order by number nulls last
            rows between unbounded preceding and current row
        ) as log_orders,
        sum(log_step_of_staying) over (
            partition by repeat_count, age_days
            order by number nulls last
            rows between unbounded preceding and current row
        ) as log_staying
    from steps
),

-- How likely exactly that many purchases are, and that none of them is the last one.
chances as (
    select
        *,
        cast(exp(cast(log_orders as double)) as decimal(28, 18)) as order_chance,
        exp(cast(log_staying as double)) as staying_chance
    from logs
),

added_up as (
    select
        *,
        sum(order_chance) over (
            partition by repeat_count, age_days
            order by number nulls last
            rows between unbounded preceding and current row
        ) as chance_of_no_more
    from chances
),

-- The next purchase after `number` of them happens when there are more of them and the customer stayed so long.
terms as (
    select
        repeat_count,
        age_days,
        term_count,
        cast(
            greatest(1 - cast(chance_of_no_more as double), cast(0 as double)) * staying_chance as decimal(28, 18)
        ) as term
    from added_up
),

sums as (
    select
        repeat_count,
        age_days,
        term_count,
        cast(sum(term) as double) as expected_orders
    from terms
    group by repeat_count, age_days, term_count
),

final as (
    select
        repeat_count,
        age_days,
        term_count,
        {{ rounded('expected_orders', scale=9) }} as expected_orders
    from sums
)

select * from final
