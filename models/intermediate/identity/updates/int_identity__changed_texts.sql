with earlier_identifiers as (
    select * from {{ ref('int_identity__earlier_identifiers') }}
),

identifiers as (
    select * from {{ ref('int_conformed__identifiers') }}
),

changed_records as (
    select * from {{ ref('int_identity__changed_records') }}
),

final as (
    select
        identifier_type,
        raw_value
    from earlier_identifiers
    where raw_value is not null
    union
    select
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value
    from identifiers
    inner join changed_records on identifiers.record_id = changed_records.record_id
    where identifiers.identifier_value is not null
)

select * from final
