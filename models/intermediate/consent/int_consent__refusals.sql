with statements as (
    select * from {{ ref('int_consent__statements') }}
    where status in ('withdrawn', 'objected')
),

contact_points as (
    select * from {{ ref('int_consent__contact_points') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
),

channels as (
    select
        channel,
        coalesce(address_type, 'record') as address_type
    from {{ ref('channels') }}
),

points as (
    select distinct
        customer_id,
        address_type,
        contact_point
    from contact_points
),

-- A refusal holds for the whole customer, and for its address wherever else the address stands: who shares a mailbox
-- shares its unsubscribes.
reached as (
    select
        points.customer_id,
        points.contact_point,
        statements.*
    from statements
    inner join channels on statements.channel = channels.channel
    inner join customer_records on statements.record_id = customer_records.record_id
    inner join points
        on
            customer_records.customer_id = points.customer_id
            and channels.address_type = points.address_type
    union all
    select
        points.customer_id,
        points.contact_point,
        statements.*
    from statements
    inner join channels on statements.channel = channels.channel
    inner join links
        on
            statements.record_id = links.record_id
            and channels.address_type = links.identifier_type
    inner join points
        on
            links.identifier_type = points.address_type
            and links.identifier_value = points.contact_point
),

-- The latest says until when grants are void; an objection is named before a mere withdrawal.
ranked as (
    select
        *,
        max(occurred_at) over (
            partition by customer_id, contact_point, channel, purpose
        ) as refused_at,
        row_number() over (
            partition by customer_id, contact_point, channel, purpose
            order by case status when 'objected' then 0 else 1 end, occurred_at desc, statement_id nulls last
        ) as choice
    from reached
),

final as (
    select
        customer_id,
        channel,
        purpose,
        contact_point,
        status,
        evidence,
        occurred_at,
        refused_at
    from ranked
    where choice = 1
)

select * from final
