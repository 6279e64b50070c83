with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

orders as (
    select * from {{ ref('int_conformed__orders') }}
),

touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
),

web_events as (
    select * from {{ ref('int_conformed__web_events') }}
),

interactions as (
    select * from {{ ref('int_conformed__interactions') }}
),

-- What the person did, not what was done to them: a message sent to somebody does not show that they are there.
moments as (
    select
        record_id,
        created_at as first_at,
        created_at as last_at
    from contacts
    union all
    select
        record_id,
        min(ordered_at) as first_at,
        max(ordered_at) as last_at
    from orders
    group by record_id
    union all
    select
        record_id,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from touchpoints
    where event in ('opened', 'clicked', 'redeemed')
    group by record_id
    union all
    select
        record_id,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from web_events
    group by record_id
    union all
    select
        record_id,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from interactions
    group by record_id
),

final as (
    select
        customer_records.customer_id,
        min(moments.first_at) as first_seen_at,
        max(moments.last_at) as last_seen_at
    from moments
    inner join customer_records on moments.record_id = customer_records.record_id
    where moments.last_at <= {{ as_of() }}
    group by customer_records.customer_id
)

select * from final
