{{ config(enabled=is_registered('salesforce'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_salesforce__contact') }}
    where row_status = 'kept'
),

leads as (
    select * from {{ ref('stg_salesforce__lead') }}
    where row_status = 'kept'
),

-- An unticked box grants nothing, so only refusals are consent events.
refusals as (
    select
        {{ entity_id('salesforce', 'contact', 'contact_key') }} as record_id,
        'email' as channel,
        'has_opted_out_of_email' as field,
        updated_at
    from contacts
    where has_opted_out_of_email
    union all
    select
        {{ entity_id('salesforce', 'contact', 'contact_key') }} as record_id,
        'call_centre' as channel,
        'do_not_call' as field,
        updated_at
    from contacts
    where is_call_refused
    union all
    select
        {{ entity_id('salesforce', 'lead', 'lead_key') }} as record_id,
        'email' as channel,
        'has_opted_out_of_email' as field,
        updated_at
    from leads
    where has_opted_out_of_email
),

-- Salesforce keeps no date of the refusal itself. The last change is at or after it; where that is
-- unknown or after as_of it counts from as_of, so that no older grant beats it.
final as (
    select
        record_id || '/' || field as consent_id,
        record_id,
        channel,
        'marketing' as purpose,
        'withdrawn' as status,
        cast(null as string) as basis,
        'Salesforce field ' || field as evidence,
        coalesce(updated_at, {{ as_of() }}) as occurred_at
    from refusals
)

select * from final
