with customers as (
    select * from {{ ref('int_identity__customers') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

customer_identifiers as (
    select * from {{ ref('int_identity__customer_identifiers') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
),

solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

channels as (
    select * from {{ ref('channels') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

channels_in_use as (
    select
        channel,
        address_type
    from channels
    where
        channel in (
            select conformed_touchpoints.channel
            from conformed_touchpoints
            where conformed_touchpoints.occurred_at <= {{ as_of() }}
        )
),

addresses as (
    select distinct
        customer_id,
        identifier_type as address_type
    from customer_identifiers
    union
    select
        customer_records.customer_id,
        'postal_address' as address_type
    from contacts
    inner join customer_records on contacts.record_id = customer_records.record_id
    where
        contacts.street is not null
        and coalesce(contacts.postal_code, contacts.city) is not null
        and not coalesce(contacts.is_deleted, false)
),

-- What arrived lately had an address, also where only the sender's tool holds it.
reached as (
    select distinct
        solicitations.customer_id,
        solicitations.channel
    from solicitations
    cross join settings
    where solicitations.solicited_at > {{ add_days(as_of(), '-settings.response_window_days') }}
),

final as (
    select
        customers.customer_id,
        channels_in_use.channel,
        channels_in_use.address_type is null
        or addresses.customer_id is not null
        or reached.customer_id is not null as has_address
    from customers
    cross join channels_in_use
    left join addresses
        on
            customers.customer_id = addresses.customer_id
            and channels_in_use.address_type = addresses.address_type
    left join reached
        on
            customers.customer_id = reached.customer_id
            and channels_in_use.channel = reached.channel
)

select * from final
