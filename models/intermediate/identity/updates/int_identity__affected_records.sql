with changed_records as (
    select * from {{ ref('int_identity__changed_records') }}
),

changed_identifiers as (
    select * from {{ ref('int_identity__changed_identifiers') }}
),

earlier_hubs as (
    select * from {{ ref('int_identity__earlier_hubs') }}
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

normalised_identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
),

-- Values that have become hubs, or no longer are.
changed_verdicts as (
    select
        changed_identifiers.identifier_type,
        changed_identifiers.identifier_value
    from changed_identifiers
    left join hubs
        on
            changed_identifiers.identifier_type = hubs.identifier_type
            and changed_identifiers.identifier_value = hubs.identifier_value
    left join earlier_hubs
        on
            changed_identifiers.identifier_type = earlier_hubs.identifier_type
            and changed_identifiers.identifier_value = earlier_hubs.identifier_value
    where (hubs.identifier_value is null) <> (earlier_hubs.identifier_value is null)
),

final as (
    select record_id from changed_records
    union
    select normalised_identifiers.record_id
    from normalised_identifiers
    inner join changed_verdicts
        on
            normalised_identifiers.identifier_type = changed_verdicts.identifier_type
            and normalised_identifiers.identifier_value = changed_verdicts.identifier_value
)

select * from final
