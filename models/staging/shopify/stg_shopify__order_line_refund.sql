{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'order_line_refund') }}
),

known_refunds as (
    select refund_key
    from {{ ref('stg_shopify__refund') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as order_line_refund_key,
        cast(raw.refund_id as string) as refund_key,
        cast(raw.order_line_id as string) as order_line_key,
        {{ safe_cast('raw.quantity', 'decimal(18, 3)') }} as quantity,
        {{ safe_cast('raw.subtotal', 'decimal(18, 2)') }} as amount,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        case
            when {{ safe_cast('raw.quantity', 'decimal(18, 3)') }} is null then 'quantity'
            when {{ safe_cast('raw.subtotal', 'decimal(18, 2)') }} is null then 'subtotal'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

-- The refund is the parent. A line that is not known (any more) is no reason to forget money paid back.
judged as (
    select
        cleaned.*,
        case
            when cleaned.order_line_refund_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when cleaned.quantity < 0 then 'negative quantity'
            when cleaned.amount < 0 then 'negative amount'
            when known_refunds.refund_key is null then 'orphan: no refund'
        end as rejection_reason
    from cleaned
    left join known_refunds
        on cleaned.refund_key = known_refunds.refund_key
),

final as (
    {{ classify_rows('judged', key=['order_line_refund_key'], latest_by='synced_at') }}
)

select * from final
