{{ config(enabled=is_registered('files'), materialized='view') }}

with interactions_rows as (
    select * from {{ ref('stg_files__interactions_rows') }}
    where row_status = 'kept'
),

final as (
    select
        interaction_id,
        record_id,
        kind,
        sentiment,
        rating,
        subject,
        occurred_at,
        case when closed_at <= {{ as_of() }} then closed_at end as closed_at
    from interactions_rows
)

select * from final
