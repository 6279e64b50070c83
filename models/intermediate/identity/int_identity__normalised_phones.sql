{{ config(
    materialized=kept_up_materialization(), concerned='int_identity__changed_texts', concerned_by=['identifier_type', 'raw_value']
) }}

with identifiers as (
    {{ concerned_rows(
        'int_conformed__identifiers', 'int_identity__changed_texts',
        by={'identifier_type': 'identifier_type', 'raw_value': 'identifier_value'}
    ) }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
    where normaliser = 'phone'
),

blocklist as (
    select * from {{ ref('identity_blocklist') }}
),

dialling_rules as (
    select
        scope,
        rest_length,
        replacement,
        priority,
        coalesce(dialled_prefix, '') as dialled_prefix,
        length(coalesce(dialled_prefix, '')) as prefix_length
    from {{ ref('phone_dialling_rules') }}
),

exit_codes as (
    select * from {{ ref('phone_exit_codes') }}
),

number_ranges as (
    select
        calling_code,
        lowest_number,
        highest_number,
        length(lowest_number) as digit_count,
        left(lowest_number, 4) as first_digits
    from {{ ref('phone_ranges') }}
),

raw_values as (
    select distinct
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        {{ phone_country('contacts.country_code') }} as country_code
    from identifiers
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    left join contacts on identifiers.record_id = contacts.record_id
    where identifiers.identifier_value is not null
),

compact_numbers as (
    select
        identifier_type,
        raw_value,
        country_code,
        {{ compact_phone_number(bare_phone_number('raw_value')) }} as compact_number
    from raw_values
),

split as (
    select
        identifier_type,
        raw_value,
        country_code,
        compact_number like '+%' as is_international,
        case when compact_number like '+%' then substr(compact_number, 2) else compact_number end as digits
    from compact_numbers
),

dialled as (
    select * from split
    where {{ matches_pattern('digits', '^[0-9]+$') }}
),

-- 00 leads abroad almost everywhere and begins no national number, so it is understood without a country too.
after_exit_code as (
    select
        dialled.identifier_type,
        dialled.raw_value,
        dialled.country_code,
        substr(dialled.digits, length(exit_codes.exit_code) + 1) as digits,
        0 as reading
    from dialled
    inner join exit_codes
        on
            dialled.country_code = exit_codes.country_code
            and exit_codes.exit_code = left(dialled.digits, length(exit_codes.exit_code))
    where not dialled.is_international
    union all
    select
        identifier_type,
        raw_value,
        country_code,
        substr(digits, 3) as digits,
        2 as reading
    from dialled
    where not is_international and left(digits, 2) = '00'
),

-- The ways in which a number can be read: as written, or as an international number after an exit code.
readings as (
    select
        identifier_type,
        raw_value,
        country_code,
        digits,
        case when is_international then '+' || left(digits, 2) else country_code end as scope,
        1 as reading
    from dialled
    union all
    select
        identifier_type,
        raw_value,
        country_code,
        digits,
        '+' || left(digits, 2) as scope,
        reading
    from after_exit_code
),

-- A country's prefixes have few lengths: looking each up keeps the join one of equal values.
prefix_lengths as (
    select distinct
        scope,
        prefix_length
    from dialling_rules
),

candidates as (
    select
        readings.identifier_type,
        readings.raw_value,
        readings.country_code,
        dialling_rules.replacement
        || substr(readings.digits, prefix_lengths.prefix_length + 1) as international_number,
        -- The trunk prefix is taken off where a valid number remains, the longest first.
        readings.reading * 100 + dialling_rules.priority * 20 - prefix_lengths.prefix_length as preference
    from readings
    inner join prefix_lengths on readings.scope = prefix_lengths.scope
    inner join dialling_rules
        on
            prefix_lengths.scope = dialling_rules.scope
            and prefix_lengths.prefix_length = dialling_rules.prefix_length
            and left(readings.digits, prefix_lengths.prefix_length) = dialling_rules.dialled_prefix
    where
        dialling_rules.rest_length is null
        or dialling_rules.rest_length = length(readings.digits) - prefix_lengths.prefix_length
),

valid as (
    select
        candidates.identifier_type,
        candidates.raw_value,
        candidates.country_code,
        candidates.international_number,
        candidates.preference,
        number_ranges.calling_code
    from candidates
    inner join number_ranges
        on
            left(candidates.international_number, 4) = number_ranges.first_digits
            and length(candidates.international_number) = number_ranges.digit_count
            and candidates.international_number >= number_ranges.lowest_number
            and candidates.international_number <= number_ranges.highest_number
),

-- Two readings that are equally likely are told apart by the number itself, never by the order of rows.
ranked as (
    select
        *,
        row_number() over (
            partition by identifier_type, raw_value, country_code
            order by preference nulls last, international_number nulls last, calling_code nulls last
        ) as choice
    from valid
),

chosen as (
    select * from ranked
    where choice = 1
),

normalised as (
    select
        split.identifier_type,
        split.raw_value,
        split.country_code,
        split.digits,
        '+' || chosen.international_number as normalised_value,
        substr(chosen.international_number, length(chosen.calling_code) + 1) as national_number,
        split.country_code = ''
        and not split.is_international
        and {{ matches_pattern('split.digits', '^[0-9]{6,}$') }} as lacks_country
    from split
    left join chosen
        on
            split.identifier_type = chosen.identifier_type
            and split.raw_value = chosen.raw_value
            and split.country_code = chosen.country_code
),

blocked as (
    {{ blocklist_matches(
        'normalised', 'blocklist',
        key=['identifier_type', 'raw_value', 'country_code'],
        compared={
            'exact': [lower_case(trim_blanks('raw_value')), 'digits', 'normalised_value'],
            'repeated_digit': [repeated_digit('coalesce(national_number, digits)')],
        },
        searched=[lower_case(trim_blanks('raw_value')), 'normalised_value']
    ) }}
),

final as (
    select
        normalised.identifier_type,
        normalised.raw_value,
        normalised.country_code,
        normalised.normalised_value,
        case
            when {{ normalise_code('normalised.raw_value') }} is null then 'empty'
            when blocked.reason is not null then 'blocklist: ' || blocked.reason
            when normalised.normalised_value is not null then cast(null as string)
            when normalised.lacks_country then 'phone number of an unknown country'
            else 'not a phone number'
        end as rejection_reason
    from normalised
    left join blocked
        on
            normalised.identifier_type = blocked.identifier_type
            and normalised.raw_value = blocked.raw_value
            and normalised.country_code = blocked.country_code
)

select * from final
