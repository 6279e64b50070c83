{{ config(enabled=is_registered('complete_journey')) }}

-- Baskets whose lines disagree on household, store or moment. The contract orders takes one value per
-- basket, which is right only while there are none.

select
    basket_key,
    count(distinct household_key) as households,
    count(distinct store_code) as stores,
    count(distinct ordered_at) as moments
from {{ ref('stg_complete_journey__transactions') }}
where row_status = 'kept'
group by basket_key
having
    count(distinct household_key) > 1
    or count(distinct store_code) > 1
    or count(distinct ordered_at) > 1
