with identifiers as (
    select * from {{ ref('int_conformed__identifiers') }}
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

-- Only a phone number's reading depends on the country: the others are normalised once for all countries.
typed as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        identifier_types.normaliser,
        contacts.country_code,
        case when identifier_types.normaliser = 'phone' then {{ phone_country('contacts.country_code') }} else '' end
            as reading_country_code,
        identifiers.first_seen_at,
        identifiers.last_seen_at
    from identifiers
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    left join contacts on identifiers.record_id = contacts.record_id
),

raw_values as (
    select distinct
        identifier_type,
        normaliser,
        raw_value,
        reading_country_code
    from typed
    where raw_value is not null
),

normalised as (
    select
        raw_values.identifier_type,
        raw_values.normaliser,
        raw_values.raw_value,
        raw_values.reading_country_code,
        phones.national_number,
        coalesce(phones.lacks_country, false) as lacks_country,
        case raw_values.normaliser
            when 'email' then emails.normalised_value
            when 'phone' then phones.normalised_value
            else {{ normalise_code('raw_values.raw_value') }}
        end as normalised_value
    from raw_values
    left join emails on raw_values.normaliser = 'email' and raw_values.raw_value = emails.raw_value
    left join phones
        on
            raw_values.normaliser = 'phone'
            and raw_values.raw_value = phones.raw_value
            and raw_values.reading_country_code = phones.country_code
),

{{ blocklist_matches('normalised', 'blocklist') }},

judged as (
    select
        normalised.identifier_type,
        normalised.raw_value,
        normalised.reading_country_code,
        normalised.normalised_value,
        case
            when {{ normalise_code('normalised.raw_value') }} is null then 'empty'
            when blocklist_matches.reason is not null then 'blocklist: ' || blocklist_matches.reason
            when normalised.normalised_value is not null then cast(null as string)
            when normalised.normaliser = 'email' then 'not an e-mail address'
            when normalised.lacks_country then 'phone number of an unknown country'
            else 'not a phone number'
        end as rejection_reason
    from normalised
    left join blocklist_matches
        on
            normalised.identifier_type = blocklist_matches.identifier_type
            and normalised.raw_value = blocklist_matches.raw_value
            and normalised.reading_country_code = blocklist_matches.reading_country_code
),

final as (
    select
        typed.record_id,
        typed.identifier_type,
        typed.raw_value,
        judged.normalised_value,
        case when judged.rejection_reason is null then judged.normalised_value end as identifier_value,
        case when typed.raw_value is null then 'empty' else judged.rejection_reason end as rejection_reason,
        typed.country_code,
        typed.first_seen_at,
        typed.last_seen_at
    from typed
    left join judged
        on
            typed.identifier_type = judged.identifier_type
            and typed.raw_value = judged.raw_value
            and typed.reading_country_code = judged.reading_country_code
)

select * from final
