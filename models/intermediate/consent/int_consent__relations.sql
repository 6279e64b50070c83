with conformed_orders as (
    select * from {{ ref('int_conformed__orders') }}
),

conformed_interactions as (
    select * from {{ ref('int_conformed__interactions') }}
),

contact_points as (
    select * from {{ ref('int_consent__contact_points') }}
    where not is_deleted
),

events as (
    select
        record_id,
        'implied' as basis,
        order_id as event_id,
        'order ' || order_id as evidence,
        ordered_at as occurred_at
    from conformed_orders
    where
        ordered_at <= {{ as_of() }}
        and coalesce(status <> 'cancelled', true)
        and net_amount > 0
    union all
    select
        record_id,
        'inquiry' as basis,
        interaction_id as event_id,
        'inquiry ' || interaction_id as evidence,
        occurred_at
    from conformed_interactions
    where
        occurred_at <= {{ as_of() }}
        and kind = 'inquiry'
),

-- Many orders and few records: the last event of each record is taken before the records' addresses are looked up.
last_events as (
    select
        *,
        row_number() over (
            partition by record_id, basis
            order by occurred_at desc, event_id asc nulls last
        ) as choice
    from events
    where record_id is not null
),

ranked as (
    select
        contact_points.customer_id,
        contact_points.address_type,
        contact_points.contact_point,
        last_events.basis,
        last_events.evidence,
        last_events.occurred_at,
        row_number() over (
            partition by
                contact_points.customer_id,
                contact_points.address_type,
                contact_points.contact_point,
                last_events.basis
            order by last_events.occurred_at desc, last_events.event_id asc nulls last
        ) as choice
    from last_events
    inner join contact_points on last_events.record_id = contact_points.record_id
    where last_events.choice = 1
),

final as (
    select
        customer_id,
        address_type,
        contact_point,
        basis,
        evidence,
        occurred_at
    from ranked
    where choice = 1
)

select * from final
