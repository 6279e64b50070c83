{{ config(
    materialized=kept_up_materialization(), concerned='int_identity__changed_texts', concerned_by=['identifier_type', 'raw_value']
) }}

with identifiers as (
    {{ concerned_rows(
        'int_conformed__identifiers', 'int_identity__changed_texts',
        by={'identifier_type': 'identifier_type', 'raw_value': 'identifier_value'}
    ) }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
    where normaliser = 'email'
),

email_providers as (
    select * from {{ ref('email_providers') }}
),

blocklist as (
    select * from {{ ref('identity_blocklist') }}
),

tidied as (
    select distinct
        identifiers.identifier_type,
        identifiers.identifier_value as raw_value,
        {{ lower_case(tidy_blanks('identifiers.identifier_value')) }} as text
    from identifiers
    inner join identifier_types on identifiers.identifier_type = identifier_types.identifier_type
    where identifiers.identifier_value is not null
),

bare as (
    select
        *,
        {{ bare_email_address('text') }} as address
    from tidied
),

plausible as (
    select
        identifier_type,
        raw_value,
        text,
        case when {{ is_plausible_email('address') }} then address end as address
    from bare
),

split as (
    select
        identifier_type,
        raw_value,
        text,
        split_part(address, '@', 1) as written_local_part,
        split_part(address, '@', 2) as written_domain
    from plausible
),

mailboxes as (
    select
        split.identifier_type,
        split.raw_value,
        split.text,
        coalesce(email_providers.canonical_domain, split.written_domain) as domain,
        {{ mailbox_name('split.written_local_part', 'email_providers') }} as local_part
    from split
    left join email_providers on split.written_domain = email_providers.domain
),

normalised as (
    select
        *,
        case when local_part <> '' then local_part || '@' || domain end as normalised_value
    from mailboxes
),

blocked as (
    {{ blocklist_matches(
        'normalised', 'blocklist',
        key=['identifier_type', 'raw_value'],
        compared={
            'exact': ['text', 'normalised_value'],
            'local_part': ['local_part'],
            'domain': ['domain'] + parent_domains('domain'),
        },
        searched=['text', 'normalised_value']
    ) }}
),

final as (
    select
        normalised.identifier_type,
        normalised.raw_value,
        normalised.normalised_value,
        case
            when normalised.text = '' then 'empty'
            when blocked.reason is not null then 'blocklist: ' || blocked.reason
            when normalised.normalised_value is null then 'not an e-mail address'
        end as rejection_reason
    from normalised
    left join blocked
        on
            normalised.identifier_type = blocked.identifier_type
            and normalised.raw_value = blocked.raw_value
)

select * from final
