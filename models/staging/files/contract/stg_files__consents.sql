{{ config(enabled=is_registered('files'), materialized='view') }}

with consents_rows as (
    select * from {{ ref('stg_files__consents_rows') }}
    where row_status = 'kept'
),

final as (
    select
        consent_id,
        record_id,
        channel,
        purpose,
        status,
        basis,
        evidence,
        occurred_at
    from consents_rows
)

select * from final
