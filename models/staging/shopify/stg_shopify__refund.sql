{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'refund') }}
),

known_orders as (
    select order_key
    from {{ ref('stg_shopify__order') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as refund_key,
        cast(raw.order_id as string) as order_key,
        {{ parse_instant('raw.created_at') }} as created_at,
        coalesce(
            {{ parse_instant('raw.processed_at') }},
            {{ parse_instant('raw.created_at') }}
        ) as refunded_at,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when cleaned.refund_key is null then 'no key'
            when cleaned.created_at is null then 'unreadable value: created_at'
            when {{ is_impossible_date('cleaned.created_at') }} then 'impossible date: created_at'
            when {{ is_impossible_date('cleaned.refunded_at') }} then 'impossible date: processed_at'
            when {{ is_after_as_of('cleaned.refunded_at') }} then 'after as_of'
            when known_orders.order_key is null then 'orphan: no order'
        end as rejection_reason
    from cleaned
    left join known_orders
        on cleaned.order_key = known_orders.order_key
),

final as (
    {{ classify_rows('judged', key=['refund_key'], latest_by='synced_at') }}
)

select * from final
