-- Rates are looked up per currency and day, not per amount: a few thousand range lookups instead of millions.
with conformed_orders as (
    select * from {{ ref('int_conformed__orders') }}
),

conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
),

conformed_campaigns as (
    select * from {{ ref('int_conformed__campaigns') }}
),

conformed_campaign_costs as (
    select * from {{ ref('int_conformed__campaign_costs') }}
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

amounts as (
    select
        currency,
        ordered_at as moment
    from conformed_orders
    union all
    select
        currency,
        occurred_at as moment
    from conformed_touchpoints
    where cost is not null
    union all
    select
        currency,
        cast(cost_date as timestamp) as moment
    from conformed_campaign_costs
    union all
    select
        currency,
        coalesce(started_at, {{ as_of() }}) as moment
    from conformed_campaigns
    where cost is not null
),

currency_days as (
    select distinct
        coalesce(currency, '{{ var("reporting_currency") }}') as currency,
        cast(moment as date) as rate_date
    from amounts
    where moment <= {{ as_of() }}
),

final as (
    select
        currency_days.currency,
        case
            when currency_days.currency = '{{ var("reporting_currency") }}' then cast(1 as decimal(18, 8))
            else {{ rounded(quotient('reporting_periods.units_per_eur', 'original_periods.units_per_eur'), scale=8) }}
        end as exchange_rate,
        currency_days.rate_date
    from currency_days
    left join periods as original_periods
        on
            currency_days.currency = original_periods.currency
            and currency_days.rate_date >= original_periods.valid_from
            and (original_periods.valid_until is null or currency_days.rate_date < original_periods.valid_until)
    left join periods as reporting_periods
        on
            reporting_periods.currency = '{{ var("reporting_currency") }}'
            and currency_days.rate_date >= reporting_periods.valid_from
            and (reporting_periods.valid_until is null or currency_days.rate_date < reporting_periods.valid_until)
)

select * from final
