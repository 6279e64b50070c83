{{ config(materialized=kept_up_materialization(), concerned='int_identity__changed_records') }}

-- The linter takes CTEs that only an update reads for unused.
-- noqa: disable=ST03
with identifiers as (
    {{ concerned_rows('int_conformed__identifiers', 'int_identity__changed_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

emails as (
    select * from {{ ref('int_identity__normalised_emails') }}
),

phones as (
    select * from {{ ref('int_identity__normalised_phones') }}
),

blocklist as (
    select * from {{ ref('identity_blocklist') }}
),

{%- set codes %}(
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        {{ normalise_code('identifiers.identifier_value') }} as normalised_value,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from {{ shared_rows('identifiers', 'int_conformed__identifiers') }}
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    where identifier_types.normaliser = 'code'
) as codes
{%- endset %}

blocked_codes as (
    {{ blocklist_matches(
        'codes', 'blocklist', read_from=codes,
        key=['identifier_type', 'raw_value'],
        compared={
            'exact': [lower_case('normalised_value')],
            'repeated_digit': [repeated_digit('normalised_value')],
        },
        searched=[lower_case('normalised_value')]
    ) }}
),

-- Texts of e-mails and phones are normalised once each, however many records carry them.
judged as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        emails.normalised_value,
        emails.rejection_reason,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from {{ shared_rows('identifiers', 'int_conformed__identifiers') }}
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    left join emails
        on
            identifiers.identifier_type = emails.identifier_type
            and identifiers.identifier_value = emails.raw_value
    where identifier_types.normaliser = 'email'
    union all
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        phones.normalised_value,
        phones.rejection_reason,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from {{ shared_rows('identifiers', 'int_conformed__identifiers') }}
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    left join contacts on identifiers.record_id = contacts.record_id
    left join phones
        on
            identifiers.identifier_type = phones.identifier_type
            and identifiers.identifier_value = phones.raw_value
            and {{ phone_country('contacts.country_code') }} = phones.country_code
    where identifier_types.normaliser = 'phone'
    union all
    select
        codes.record_id,
        codes.identifier_type,
        codes.raw_value,
        codes.normalised_value,
        'blocklist: ' || blocked_codes.reason as rejection_reason,
        codes.first_seen_at,
        codes.last_seen_at
    from {{ codes }}
    left join blocked_codes
        on
            codes.identifier_type = blocked_codes.identifier_type
            and codes.raw_value = blocked_codes.raw_value
),

reasoned as (
    select
        record_id,
        identifier_type,
        raw_value,
        normalised_value,
        case
            when rejection_reason is null and normalised_value is null then 'empty'
            else rejection_reason
        end as rejection_reason,
        first_seen_at,
        last_seen_at
    from judged
),

final as (
    select
        record_id,
        identifier_type,
        raw_value,
        normalised_value,
        case when rejection_reason is null then normalised_value end as identifier_value,
        rejection_reason,
        first_seen_at,
        last_seen_at
    from reasoned
)

select * from final
