-- An order without a rate has no amount in the reporting currency and would vanish from every sum:
-- says which rate is missing.
select
    original_currency as currency,
    count(*) as orders,
    min(cast(ordered_at as date)) as first_day,
    'no exchange rate from ' || original_currency || ' to {{ var("reporting_currency") }}: add a row valid from '
    || cast(min(cast(ordered_at as date)) as string) || ' or earlier to seeds/config/exchange_rates.csv' as problem
from {{ ref('orders') }}
where exchange_rate is null
group by original_currency
