{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'transactions') }}
),

cleaned as (
    select
        {{ safe_cast('raw.basket_id', 'string') }} as basket_key,
        {{ safe_cast('raw.product_id', 'string') }} as product_key,
        {{ safe_cast('raw.household_id', 'string') }} as household_key,
        {{ safe_cast('raw.store_id', 'string') }} as store_code,
        {{ safe_cast('raw.quantity', 'decimal(18, 3)') }} as quantity,
        {{ safe_cast('raw.sales_value', 'decimal(18, 2)') }} as sales_value,
        {{ safe_cast('raw.retail_disc', 'decimal(18, 2)') }} as loyalty_discount,
        {{ safe_cast('raw.coupon_match_disc', 'decimal(18, 2)') }} as coupon_match_discount,
        {{ safe_cast('raw.coupon_disc', 'decimal(18, 2)') }} as coupon_discount,
        -- The package holds the moment in UTC although the study is told in New York time: the year 2017
        -- runs from 2017-01-01 11:53 to 2018-01-01 04:01, and the daily rhythm moves by one hour when
        -- daylight saving begins and ends.
        {{ parse_instant('raw.transaction_timestamp') }} as ordered_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

-- The study's user guide (dunnhumby, The Complete Journey, table transaction_data): sales_value is what the
-- retailer receives, after its own discounts (loyalty card, match of a coupon) and including what the
-- manufacturer pays back for its coupon. The customer paid less by the manufacturer's coupon:
-- "the customer paid $2.34 ($2.89 - $0.55) … but the retailer will receive $2.89".
priced as (
    select
        *,
        sales_value + loyalty_discount + coupon_match_discount as gross_amount,
        loyalty_discount + coupon_match_discount + coupon_discount as discount_amount,
        sales_value - coupon_discount as net_amount
    from cleaned
),

judged as (
    select
        *,
        case
            when basket_key is null or product_key is null then 'no key'
            when ordered_at is null then 'unreadable value: transaction_timestamp'
            when {{ is_impossible_date('ordered_at') }} then 'impossible date: transaction_timestamp'
            when {{ is_after_as_of('ordered_at') }} then 'after as_of'
            when sales_value is null then 'unreadable value: sales_value'
            when loyalty_discount is null then 'unreadable value: retail_disc'
            when coupon_match_discount is null then 'unreadable value: coupon_match_disc'
            when coupon_discount is null then 'unreadable value: coupon_disc'
            when least(sales_value, loyalty_discount, coupon_match_discount, coupon_discount) < 0 then 'negative amount'
            when quantity < 0 then 'negative quantity'
        end as rejection_reason
    from priced
),

final as (
    {{ classify_rows('judged', key=['basket_key', 'product_key']) }}
)

select * from final
