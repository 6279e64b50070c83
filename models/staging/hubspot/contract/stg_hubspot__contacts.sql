{{ config(enabled=is_registered('hubspot'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact') }}
    where row_status = 'kept'
),

recipients as (
    select * from {{ ref('stg_hubspot__recipients') }}
),

country_names as (
    select * from {{ ref('country_names') }}
),

described as (
    select
        {{ entity_id('hubspot', 'contact', 'contacts.contact_key') }} as record_id,
        'contact' as object,
        contacts.contact_key as source_key,
        contacts.first_name,
        contacts.last_name,
        contacts.company_name,
        contacts.street,
        contacts.city,
        contacts.region,
        contacts.postal_code,
        country_names.country_code,
        contacts.is_deleted,
        contacts.created_at,
        contacts.updated_at
    from contacts
    left join country_names
        on {{ lookup_key('contacts.country') }} = country_names.country_name
),

-- Events name an address, not a contact: the address is what joins the two.
undescribed as (
    select
        {{ entity_id('hubspot', 'recipient', 'recipient') }} as record_id,
        'recipient' as object,
        recipient as source_key,
        cast(null as string) as first_name,
        cast(null as string) as last_name,
        cast(null as string) as company_name,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        cast(null as string) as country_code,
        false as is_deleted,
        first_seen_at as created_at,
        last_seen_at as updated_at
    from recipients
),

records as (
    select * from described
    union all
    select * from undescribed
),

final as (
    select
        record_id,
        'hubspot' as source,
        object,
        source_key,
        first_name,
        last_name,
        cast(null as date) as birth_date,
        cast(null as string) as language,
        cast(null as string) as customer_type,
        company_name,
        street,
        city,
        region,
        postal_code,
        country_code,
        cast(null as string) as store_code,
        is_deleted,
        created_at,
        updated_at
    from records
)

select * from final
