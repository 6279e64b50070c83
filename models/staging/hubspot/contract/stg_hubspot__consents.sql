{{ config(enabled=is_registered('hubspot'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact') }}
    where row_status = 'kept' and has_opted_out
),

-- The property has no date: the refusal counts from the contact's last change, at the latest from as_of.
final as (
    select
        {{ entity_id('hubspot', 'contact', 'contact_key') }} || '/opted_out' as consent_id,
        {{ entity_id('hubspot', 'contact', 'contact_key') }} as record_id,
        'email' as channel,
        'marketing' as purpose,
        'withdrawn' as status,
        cast(null as string) as basis,
        'HubSpot opted out of all e-mail' as evidence,
        coalesce(updated_at, {{ as_of() }}) as occurred_at
    from contacts
)

select * from final
