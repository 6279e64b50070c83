{{ config(
    materialized=kept_up_materialization(),
    concerned='int_identity__changed_identifiers', concerned_by=['identifier_type', 'identifier_value']
) }}

-- The linter takes CTEs that only an update reads for unused.
-- noqa: disable=ST03
with identifiers as (
    select
        record_id,
        identifier_type,
        identifier_value
    from {{ ref('int_identity__normalised_identifiers') }}
    where identifier_value is not null
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

judged_identifiers as (
    {{ concerned_rows(
        'int_identity__normalised_identifiers', 'int_identity__changed_identifiers',
        by={'identifier_type': 'identifier_type', 'identifier_value': 'identifier_value'}
    ) }}
),

-- A value on few records has few names and numbers: hardly any need be looked at.
crowded_values as (
    select
        judged_identifiers.identifier_type,
        judged_identifiers.identifier_value
    from {{ shared_rows('judged_identifiers', 'int_identity__normalised_identifiers') }}
    inner join identifier_types on judged_identifiers.identifier_type = identifier_types.identifier_type
    where
        judged_identifiers.identifier_value is not null
        and (
            identifier_types.hub_given_names is not null
            or identifier_types.hub_exclusive_numbers is not null
        )
    group by
        judged_identifiers.identifier_type, judged_identifiers.identifier_value,
        identifier_types.hub_given_names, identifier_types.hub_exclusive_numbers
    having
        count(*) > coalesce(identifier_types.hub_given_names, identifier_types.hub_exclusive_numbers)
        or count(*) > coalesce(identifier_types.hub_exclusive_numbers, identifier_types.hub_given_names)
),

crowded_records as (
    select distinct
        judged_identifiers.record_id,
        judged_identifiers.identifier_type,
        judged_identifiers.identifier_value
    from {{ shared_rows('judged_identifiers', 'int_identity__normalised_identifiers') }}
    inner join crowded_values
        on
            judged_identifiers.identifier_type = crowded_values.identifier_type
            and judged_identifiers.identifier_value = crowded_values.identifier_value
),

given_names as (
    select
        crowded_records.identifier_type,
        crowded_records.identifier_value,
        count(distinct {{ normalise_name('contacts.first_name') }}) as given_name_count
    from crowded_records
    inner join contacts on crowded_records.record_id = contacts.record_id
    group by crowded_records.identifier_type, crowded_records.identifier_value
),

numbers_of_one_type as (
    select
        crowded_records.identifier_type,
        crowded_records.identifier_value,
        identifiers.identifier_type as exclusive_type,
        count(distinct identifiers.identifier_value) as number_count
    from crowded_records
    inner join identifiers on crowded_records.record_id = identifiers.record_id
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    where identifier_types.is_exclusive
    group by crowded_records.identifier_type, crowded_records.identifier_value, identifiers.identifier_type
),

exclusive_number_counts as (
    select
        identifier_type,
        identifier_value,
        max(number_count) as exclusive_number_count
    from numbers_of_one_type
    group by identifier_type, identifier_value
),

counted as (
    select
        given_names.identifier_type,
        given_names.identifier_value,
        given_names.given_name_count,
        coalesce(exclusive_number_counts.exclusive_number_count, 0) as exclusive_number_count,
        coalesce(given_names.given_name_count > identifier_types.hub_given_names, false) as has_too_many_names,
        coalesce(
            exclusive_number_counts.exclusive_number_count > identifier_types.hub_exclusive_numbers, false
        ) as has_too_many_numbers
    from given_names
    inner join identifier_types on given_names.identifier_type = identifier_types.identifier_type
    left join exclusive_number_counts
        on
            given_names.identifier_type = exclusive_number_counts.identifier_type
            and given_names.identifier_value = exclusive_number_counts.identifier_value
),

final as (
    select
        identifier_type,
        identifier_value,
        case
            when has_too_many_names then 'shared by too many given names'
            else 'shared by too many numbers of one type'
        end as hub_reason,
        given_name_count,
        exclusive_number_count
    from counted
    where has_too_many_names or has_too_many_numbers
)

select * from final
