{{ config(enabled=is_registered('files'), materialized='view') }}

with touchpoints_rows as (
    select * from {{ ref('stg_files__touchpoints_rows') }}
    where row_status = 'kept'
),

final as (
    select
        touchpoint_id,
        record_id,
        channel,
        campaign_id,
        message_id,
        purpose,
        event,
        cost,
        currency,
        occurred_at
    from touchpoints_rows
)

select * from final
