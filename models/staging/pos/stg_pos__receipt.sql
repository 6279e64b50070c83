{{ config(enabled=is_registered('pos')) }}

with raw as (
    select * from {{ source('pos', 'receipt') }}
),

known_cards as (
    select card_key
    from {{ ref('stg_pos__loyalty_card') }}
    where row_status = 'kept'
),

-- A till that writes no time, or no seconds, still says the day.
timed as (
    select
        *,
        {{ trim_blanks('receipt_date') }} || ' ' || case
            when nullif({{ trim_blanks('receipt_time') }}, '') is null then '00:00:00'
            when length({{ trim_blanks('receipt_time') }}) <= 5 then {{ trim_blanks('receipt_time') }} || ':00'
            else {{ trim_blanks('receipt_time') }}
        end as receipt_moment,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

cleaned as (
    select
        {{ clean_text('timed.receipt_no') }} as receipt_key,
        {{ clean_text('timed.loyalty_card_no') }} as card_key,
        {{ clean_text('timed.store_code') }} as store_code,
        {{ clean_text('timed.till_no') }} as till_number,
        {{ clean_text('timed.cashier_no') }} as cashier_number,
        {{ clean_text('timed.email') }} as email,
        {{ upper_case(clean_text('timed.currency')) }} as currency,
        {{ parse_decimal_comma('timed.gross_amount') }} as gross_amount,
        {{ parse_decimal_comma('timed.net_amount') }} as paid_amount,
        {{ parse_timestamp('timed.receipt_moment', 'dd/mm/yyyy hh:mi:ss') }} as sold_at,
        case
            when {{ parse_timestamp('timed.receipt_moment', 'dd/mm/yyyy hh:mi:ss') }} is null then 'receipt_date'
            when {{ parse_decimal_comma('timed.gross_amount') }} is null then 'gross_amount'
            when {{ parse_decimal_comma('timed.net_amount') }} is null then 'net_amount'
        end as unreadable_column,
        timed.raw_row
    from timed
),

judged as (
    select
        cleaned.*,
        known_cards.card_key is not null as is_card_known,
        case
            when known_cards.card_key is not null
                then {{ entity_id('pos', 'loyalty_card', 'known_cards.card_key') }}
            when coalesce(cleaned.card_key, cleaned.email) is not null
                then {{ entity_id('pos', 'receipt', 'cleaned.receipt_key') }}
        end as record_id,
        case
            when cleaned.receipt_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when {{ is_impossible_date('cleaned.sold_at') }} then 'impossible date: receipt_date'
            when {{ is_after_as_of('cleaned.sold_at') }} then 'after as_of'
            when cleaned.paid_amount < 0 or cleaned.gross_amount < cleaned.paid_amount then 'negative amount'
        end as rejection_reason
    from cleaned
    left join known_cards
        on cleaned.card_key = known_cards.card_key
),

final as (
    {{ classify_rows('judged', key=['receipt_key']) }}
)

select * from final
