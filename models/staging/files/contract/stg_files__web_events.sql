{{ config(enabled=is_registered('files'), materialized='view') }}

with web_events_rows as (
    select * from {{ ref('stg_files__web_events_rows') }}
    where row_status = 'kept'
),

final as (
    select
        event_id,
        record_id,
        session_id,
        event_name,
        product_id,
        url,
        occurred_at
    from web_events_rows
)

select * from final
