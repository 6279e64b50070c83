{{ config(enabled=is_registered('pos')) }}

with raw as (
    select * from {{ source('pos', 'return') }}
),

known_receipts as (
    select receipt_key
    from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ clean_text('raw.return_no') }} as return_key,
        {{ clean_text('raw.receipt_no') }} as receipt_key,
        {{ clean_text('raw.line_no') }} as line_number,
        {{ clean_text('raw.reason') }} as return_reason,
        {{ parse_decimal_comma('raw.quantity', 'decimal(18, 3)') }} as quantity,
        {{ parse_decimal_comma('raw.amount') }} as amount,
        {{ parse_timestamp(trim_blanks('raw.returned_on'), 'dd/mm/yyyy') }} as returned_at,
        case
            when {{ parse_timestamp(trim_blanks('raw.returned_on'), 'dd/mm/yyyy') }} is null then 'returned_on'
            when {{ parse_decimal_comma('raw.quantity', 'decimal(18, 3)') }} is null then 'quantity'
            when {{ parse_decimal_comma('raw.amount') }} is null then 'amount'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

-- The receipt is the parent. A line that was set aside is no reason to forget money paid back.
judged as (
    select
        cleaned.*,
        case
            when cleaned.return_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when {{ is_impossible_date('cleaned.returned_at') }} then 'impossible date: returned_on'
            when {{ is_after_as_of('cleaned.returned_at') }} then 'after as_of'
            when cleaned.quantity < 0 then 'negative quantity'
            when cleaned.amount < 0 then 'negative amount'
            when known_receipts.receipt_key is null then 'orphan: no receipt'
        end as rejection_reason
    from cleaned
    left join known_receipts
        on cleaned.receipt_key = known_receipts.receipt_key
),

-- One return slip may list several lines, of several receipts.
final as (
    {{ classify_rows('judged', key=['return_key', 'receipt_key', 'line_number']) }}
)

select * from final
