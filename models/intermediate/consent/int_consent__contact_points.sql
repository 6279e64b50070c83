with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

customer_identifiers as (
    select * from {{ ref('int_identity__customer_identifiers') }}
),

golden_attributes as (
    select * from {{ ref('int_identity__golden_attributes') }}
    where attribute = 'address' and candidate_rank = 1
),

links as (
    select * from {{ ref('int_identity__links') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

channels as (
    select * from {{ ref('channels') }}
),

address_types as (
    select distinct coalesce(address_type, 'record') as address_type
    from channels
),

addresses as (
    select
        customer_records.customer_id,
        links.identifier_type as address_type,
        links.identifier_value as contact_point,
        links.record_id,
        customer_identifiers.is_primary
    from links
    inner join address_types on links.identifier_type = address_types.address_type
    inner join customer_records on links.record_id = customer_records.record_id
    left join customer_identifiers
        on
            customer_records.customer_id = customer_identifiers.customer_id
            and links.identifier_type = customer_identifiers.identifier_type
            and links.identifier_value = customer_identifiers.identifier_value
    union all
    select
        customer_records.customer_id,
        'postal_address' as address_type,
        customer_records.record_id as contact_point,
        customer_records.record_id,
        golden_attributes.record_id is not null as is_primary
    from contacts
    inner join customer_records on contacts.record_id = customer_records.record_id
    left join golden_attributes
        on
            customer_records.customer_id = golden_attributes.customer_id
            and customer_records.record_id = golden_attributes.record_id
    where
        contacts.street is not null
        and coalesce(contacts.postal_code, contacts.city) is not null
        and not coalesce(contacts.is_deleted, false)
),

owners as (
    select distinct
        customer_id,
        address_type
    from addresses
),

-- Only a customer without any address of the kind is judged by records: else the consent of a record without one
-- would be used on the address of another.
records_without_address as (
    select
        customer_records.customer_id,
        address_types.address_type,
        customer_records.record_id as contact_point,
        customer_records.record_id,
        customer_records.is_first_record as is_primary
    from customer_records
    cross join address_types
    left join owners
        on
            customer_records.customer_id = owners.customer_id
            and address_types.address_type = owners.address_type
    where owners.customer_id is null
),

contact_points as (
    select * from addresses
    union all
    select * from records_without_address
),

final as (
    select
        contact_points.customer_id,
        contact_points.address_type,
        contact_points.contact_point,
        contact_points.record_id,
        coalesce(contact_points.is_primary, false) as is_primary,
        coalesce(contacts.is_deleted, false) as is_deleted
    from contact_points
    inner join contacts on contact_points.record_id = contacts.record_id
)

select * from final
