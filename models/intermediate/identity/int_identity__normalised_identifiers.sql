with identifiers as (
    select * from {{ ref('int_conformed__identifiers') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

final as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        lower(trim(identifiers.identifier_value)) as identifier_value,
        cast(null as string) as rejection_reason,
        contacts.country_code,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from identifiers
    left join contacts on identifiers.record_id = contacts.record_id
)

select * from final
