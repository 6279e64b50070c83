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
        created_at as happened_at
    from contacts
    union all
    select
        record_id,
        ordered_at as happened_at
    from orders
    union all
    select
        record_id,
        occurred_at as happened_at
    from touchpoints
    where event in ('opened', 'clicked', 'replied', 'redeemed')
    union all
    select
        record_id,
        occurred_at as happened_at
    from web_events
    union all
    select
        record_id,
        occurred_at as happened_at
    from interactions
),

-- Many moments and few records: the records are joined once their moments are two.
record_spans as (
    select
        record_id,
        min(happened_at) as first_at,
        max(happened_at) as last_at
    from moments
    where happened_at <= {{ as_of() }}
    group by record_id
),

final as (
    select
        customer_records.customer_id,
        min(record_spans.first_at) as first_seen_at,
        max(record_spans.last_at) as last_seen_at
    from record_spans
    inner join customer_records on record_spans.record_id = customer_records.record_id
    group by customer_records.customer_id
)

select * from final
