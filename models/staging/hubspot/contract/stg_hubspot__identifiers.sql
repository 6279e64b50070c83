{{ config(enabled=is_registered('hubspot'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact') }}
    where row_status = 'kept'
),

survivors as (
    select * from {{ ref('stg_hubspot__merges') }}
),

recipients as (
    select * from {{ ref('stg_hubspot__recipients') }}
),

-- A merged contact bears the number of the one that survived: one person, one number, however many were merged.
numbered as (
    select
        contacts.*,
        coalesce(survivors.surviving_key, contacts.contact_key) as crm_number
    from contacts
    left join survivors
        on contacts.contact_key = survivors.merged_key
),

found as (
    {% for column, identifier_type in [
        ('crm_number', 'crm_number'), ('email', 'email'), ('phone', 'phone'), ('mobile_phone', 'phone')
    ] -%}
    select
        {{ entity_id('hubspot', 'contact', 'contact_key') }} as record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ column }} as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from numbered
    union all
    {% endfor -%}
    select
        {{ entity_id('hubspot', 'recipient', 'recipient') }} as record_id,
        'email' as identifier_type,
        recipient as identifier_value,
        first_seen_at,
        last_seen_at
    from recipients
),

final as (
    select
        record_id,
        identifier_type,
        identifier_value,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from found
    where identifier_value is not null
    group by record_id, identifier_type, identifier_value
)

select * from final
