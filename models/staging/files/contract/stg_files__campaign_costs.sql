{{ config(enabled=is_registered('files'), materialized='view') }}

with campaign_costs_rows as (
    select * from {{ ref('stg_files__campaign_costs_rows') }}
    where row_status = 'kept'
),

final as (
    select
        campaign_id,
        impressions,
        clicks,
        cost,
        currency,
        cost_date
    from campaign_costs_rows
)

select * from final
