-- A message whose cost has no rate would cost nothing in every sum: says which rate is missing.
select
    conformed_touchpoints.currency,
    count(*) as events,
    min(cast(conformed_touchpoints.occurred_at as date)) as first_day,
    'no exchange rate from ' || conformed_touchpoints.currency || ' to {{ var("reporting_currency") }}: '
    || 'add a row valid from ' || cast(min(cast(conformed_touchpoints.occurred_at as date)) as string)
    || ' or earlier to seeds/config/exchange_rates.csv' as problem
from {{ ref('int_conformed__touchpoints') }} as conformed_touchpoints
inner join {{ ref('touchpoints') }} as touchpoints on conformed_touchpoints.touchpoint_id = touchpoints.touchpoint_id
where
    conformed_touchpoints.cost is not null
    and touchpoints.cost is null
group by conformed_touchpoints.currency
