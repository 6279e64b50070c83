-- What is judged anew is known after the last verdicts were laid aside: {{ ref('int_identity__earlier_hubs') }}
with earlier_identifiers as (
    select * from {{ ref('int_identity__earlier_identifiers') }}
),

normalised_identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
),

changed_records as (
    select * from {{ ref('int_identity__changed_records') }}
),

final as (
    select
        identifier_type,
        identifier_value
    from earlier_identifiers
    where identifier_value is not null
    union
    select
        normalised_identifiers.identifier_type,
        normalised_identifiers.identifier_value
    from normalised_identifiers
    inner join changed_records on normalised_identifiers.record_id = changed_records.record_id
    where normalised_identifiers.identifier_value is not null
)

select * from final
