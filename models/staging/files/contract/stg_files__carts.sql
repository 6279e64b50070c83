{{ config(enabled=is_registered('files'), materialized='view') }}

with carts_rows as (
    select * from {{ ref('stg_files__carts_rows') }}
    where row_status = 'kept'
),

final as (
    select
        cart_id,
        record_id,
        amount,
        currency,
        url,
        created_at,
        updated_at,
        case when completed_at <= {{ as_of() }} then completed_at end as completed_at
    from carts_rows
)

select * from final
