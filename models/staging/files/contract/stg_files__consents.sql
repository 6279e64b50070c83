{{ config(enabled=is_registered('files'), materialized='view') }}

with consents_rows as (
    select * from {{ ref('stg_files__consents_rows') }}
    where row_status = 'kept'
),

touchpoints_rows as (
    select * from {{ ref('stg_files__touchpoints_rows') }}
    where row_status = 'kept'
),

-- who unsubscribes or reports spam withdraws consent, also where the files hold no consents
refusals as (
    select
        {{ entity_id('files', 'refusal', 'touchpoint_id') }} as consent_id,
        record_id,
        channel,
        'marketing' as purpose,
        'withdrawn' as status,
        cast(null as string) as basis,
        event || ' on a message' as evidence,
        occurred_at
    from touchpoints_rows
    where event in ('unsubscribed', 'complained')
),

final as (
    select
        consent_id,
        record_id,
        channel,
        purpose,
        status,
        {{ lower_case('basis') }} as basis,
        evidence,
        occurred_at
    from consents_rows
    union all
    select * from refusals
)

select * from final
