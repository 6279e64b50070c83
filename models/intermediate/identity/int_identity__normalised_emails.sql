with identifiers as (
    select * from {{ ref('int_conformed__identifiers') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
    where normaliser = 'email'
),

email_providers as (
    select * from {{ ref('email_providers') }}
),

raw_values as (
    select distinct identifiers.identifier_value as raw_value
    from identifiers
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    where identifiers.identifier_value is not null
),

addresses as (
    select
        raw_value,
        {{ normalise_email('raw_value') }} as address
    from raw_values
),

split as (
    select
        raw_value,
        address,
        split_part(address, '@', 1) as local_part,
        split_part(address, '@', 2) as domain
    from addresses
),

without_tags as (
    select
        split.raw_value,
        coalesce(email_providers.canonical_domain, split.domain) as domain,
        coalesce(email_providers.ignores_dots, false) as ignores_dots,
        case
            when email_providers.tag_separator is null then split.local_part
            else split_part(split.local_part, email_providers.tag_separator, 1)
        end as local_part
    from split
    left join email_providers on split.domain = email_providers.domain
),

mailboxes as (
    select
        raw_value,
        domain,
        case when ignores_dots then replace(local_part, '.', '') else local_part end as local_part
    from without_tags
),

final as (
    select
        raw_value,
        case when local_part <> '' then local_part || '@' || domain end as normalised_value
    from mailboxes
)

select * from final
