{{ config(enabled=is_registered('salesforce'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_salesforce__contact') }}
    where row_status = 'kept'
),

leads as (
    select * from {{ ref('stg_salesforce__lead') }}
    where row_status = 'kept'
),

-- master_record_id is the record that survived when Salesforce merged duplicates: the same person, by its own word.
found as (
    {% for column, identifier_type in [
        ('contact_key', 'crm_number'),
        ('merged_into_contact_key', 'crm_number'),
        ('email', 'email'),
        ('phone', 'phone'),
        ('mobile_phone', 'phone'),
    ] -%}
    select
        {{ entity_id('salesforce', 'contact', 'contact_key') }} as record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ column }} as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from contacts
    union all
    {% endfor -%}
    {% for column, identifier_type in [
        ('lead_key', 'crm_number'),
        ('converted_contact_key', 'crm_number'),
        ('merged_into_lead_key', 'crm_number'),
        ('email', 'email'),
        ('phone', 'phone'),
        ('mobile_phone', 'phone'),
    ] -%}
    select
        {{ entity_id('salesforce', 'lead', 'lead_key') }} as record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ column }} as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from leads
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- One number may stand in both phone fields.
final as (
    select distinct * from found
    where identifier_value is not null
)

select * from final
