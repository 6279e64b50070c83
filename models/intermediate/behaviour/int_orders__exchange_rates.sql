-- Rates are looked up per currency and day, not per order: a few thousand range lookups instead of millions.
with conformed_orders as (
    select * from {{ ref('int_conformed__orders') }}
),

reference_rates as (
    select * from {{ ref('exchange_rates') }}
),

periods as (
    select
        currency,
        units_per_eur,
        valid_from,
        lead(valid_from) over (partition by currency order by valid_from nulls last) as valid_until
    from reference_rates
),

currency_days as (
    select distinct
        coalesce(currency, '{{ var("reporting_currency") }}') as currency,
        cast(ordered_at as date) as rate_date
    from conformed_orders
    where ordered_at <= {{ as_of() }}
),

final as (
    select
        currency_days.currency,
        case
            when currency_days.currency = '{{ var("reporting_currency") }}' then cast(1 as decimal(18, 8))
            else {{ rounded(quotient('reporting_periods.units_per_eur', 'order_periods.units_per_eur'), scale=8) }}
        end as exchange_rate,
        currency_days.rate_date
    from currency_days
    left join periods as order_periods
        on
            currency_days.currency = order_periods.currency
            and currency_days.rate_date >= order_periods.valid_from
            and (order_periods.valid_until is null or currency_days.rate_date < order_periods.valid_until)
    left join periods as reporting_periods
        on
            reporting_periods.currency = '{{ var("reporting_currency") }}'
            and currency_days.rate_date >= reporting_periods.valid_from
            and (reporting_periods.valid_until is null or currency_days.rate_date < reporting_periods.valid_until)
)

select * from final
