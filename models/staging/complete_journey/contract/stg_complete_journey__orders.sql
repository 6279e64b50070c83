{{ config(enabled=is_registered('complete_journey'), materialized='view') }}

with transactions as (
    select * from {{ ref('stg_complete_journey__transactions') }}
    where row_status = 'kept'
),

-- The lines of a basket agree on household, store and moment
-- (tests/dbt/singular/complete_journey_baskets_agree.sql), so that the minimum is the value.
baskets as (
    select
        basket_key,
        min(household_key) as household_key,
        min(store_code) as store_code,
        sum(gross_amount) as gross_amount,
        sum(discount_amount) as discount_amount,
        sum(net_amount) as net_amount,
        min(ordered_at) as ordered_at
    from transactions
    group by basket_key
),

final as (
    select
        {{ entity_id('complete_journey', 'basket', 'basket_key') }} as order_id,
        {{ entity_id('complete_journey', 'household', 'household_key') }} as record_id,
        store_code,
        'store' as sales_channel,
        'USD' as currency,
        cast(gross_amount as decimal(18, 2)) as gross_amount,
        cast(discount_amount as decimal(18, 2)) as discount_amount,
        -- The study holds no returns.
        cast(0 as decimal(18, 2)) as refunded_amount,
        cast(net_amount as decimal(18, 2)) as net_amount,
        'completed' as status,
        ordered_at
    from baskets
)

select * from final
