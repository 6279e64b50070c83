{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'order_line') }}
),

known_orders as (
    select order_key
    from {{ ref('stg_shopify__order') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as order_line_key,
        cast(raw.order_id as string) as order_key,
        cast(raw.variant_id as string) as variant_key,
        {{ safe_cast('raw.quantity', 'decimal(18, 3)') }} as quantity,
        {{ safe_cast('raw.price', 'decimal(18, 2)') }} as price,
        coalesce({{ safe_cast('raw.total_discount', 'decimal(18, 2)') }}, 0) as discount_amount,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        case
            when {{ safe_cast('raw.quantity', 'decimal(18, 3)') }} is null then 'quantity'
            when {{ safe_cast('raw.price', 'decimal(18, 2)') }} is null then 'price'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        cast(cleaned.quantity * cleaned.price - cleaned.discount_amount as decimal(18, 2)) as amount,
        case
            when cleaned.order_line_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when cleaned.quantity < 0 then 'negative quantity'
            when cleaned.price < 0 or cleaned.discount_amount < 0 then 'negative amount'
            when known_orders.order_key is null then 'orphan: no order'
        end as rejection_reason
    from cleaned
    left join known_orders
        on cleaned.order_key = known_orders.order_key
),

final as (
    {{ classify_rows('judged', key=['order_line_key'], latest_by='synced_at') }}
)

select * from final
