with row_outcomes as (
    select * from {{ ref('int_conformed__row_outcomes') }}
    where row_status = 'rejected'
),

rejected_lines as (
    select * from {{ ref('int_conformed__rejected_lines') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

rejected_identifiers as (
    select
        contacts.source,
        identifiers.record_id || '/' || identifiers.identifier_type as row_key,
        identifiers.rejection_reason,
        identifiers.raw_value
    from {{ ref('int_identity__normalised_identifiers') }} as identifiers
    inner join contacts on identifiers.record_id = contacts.record_id
    where identifiers.identifier_value is null
),

final as (
    select
        'landing' as layer,
        source,
        raw_table,
        row_key,
        rejection_reason,
        raw_row
    from rejected_lines
    union all
    select
        'staging' as layer,
        source,
        raw_table,
        row_key,
        rejection_reason,
        raw_row
    from row_outcomes
    union all
    select
        'identity' as layer,
        source,
        'identifiers' as raw_table,
        row_key,
        rejection_reason,
        raw_value as raw_row
    from rejected_identifiers
)

select * from final
