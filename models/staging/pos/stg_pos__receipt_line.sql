{{ config(enabled=is_registered('pos')) }}

with raw as (
    select * from {{ source('pos', 'receipt_line') }}
),

known_receipts as (
    select receipt_key
    from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ clean_text('raw.receipt_no') }} as receipt_key,
        {{ clean_text('raw.line_no') }} as line_number,
        {{ clean_text('raw.sku') }} as sku,
        {{ clean_text('raw.label') }} as label,
        {{ parse_decimal_comma('raw.quantity', 'decimal(18, 3)') }} as quantity,
        {{ parse_decimal_comma('raw.unit_price') }} as unit_price,
        {{ parse_decimal_comma('raw.line_amount') }} as line_amount,
        case
            when {{ parse_decimal_comma('raw.quantity', 'decimal(18, 3)') }} is null then 'quantity'
            when {{ parse_decimal_comma('raw.line_amount') }} is null then 'line_amount'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

-- A negative quantity is a void or a return rung up at the till. The receipt's own total has already taken it off,
-- and returns have their own table: as a line it would be neither a sale nor a return with a date.
judged as (
    select
        cleaned.*,
        case
            when cleaned.receipt_key is null or cleaned.line_number is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when cleaned.quantity < 0 then 'negative quantity'
            when cleaned.line_amount < 0 or cleaned.unit_price < 0 then 'negative amount'
            when known_receipts.receipt_key is null then 'orphan: no receipt'
        end as rejection_reason
    from cleaned
    left join known_receipts
        on cleaned.receipt_key = known_receipts.receipt_key
),

final as (
    {{ classify_rows('judged', key=['receipt_key', 'line_number']) }}
)

select * from final
