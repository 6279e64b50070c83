{{ config(enabled=is_registered('files'), materialized='view') }}

with campaigns_rows as (
    select * from {{ ref('stg_files__campaigns_rows') }}
    where row_status = 'kept'
),

final as (
    select
        campaign_id,
        coalesce(source, 'files') as source,
        channel,
        name,
        business_unit,
        is_personalised,
        started_at,
        ended_at,
        cost,
        currency
    from campaigns_rows
)

select * from final
