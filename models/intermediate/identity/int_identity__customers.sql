with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

identified_records as (
    select record_id from links
    where identifier_type <> 'device_id'
    union
    select record_id from contacts
    where last_name is not null
),

final as (
    select
        customer_records.customer_id,
        min(case when customer_records.is_first_record then customer_records.record_id end) as first_record_id,
        count(*) as record_count,
        count(distinct customer_records.source) as source_count,
        count(identified_records.record_id) > 0 as is_identified,
        min(customer_records.created_at) as created_at
    from customer_records
    left join identified_records on customer_records.record_id = identified_records.record_id
    group by customer_records.customer_id
)

select * from final
