with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

final as (
    select
        customer_records.record_id,
        customer_records.customer_id,
        customer_records.source,
        customer_records.object,
        customer_records.is_first_record,
        coalesce(contacts.is_deleted, false) as is_deleted,
        contacts.created_at,
        contacts.updated_at
    from customer_records
    inner join contacts on customer_records.record_id = contacts.record_id
)

select * from final
