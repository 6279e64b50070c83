with statements as (
    select * from {{ ref('int_consent__statements') }}
    where status = 'granted'
),

contact_points as (
    select * from {{ ref('int_consent__contact_points') }}
    where not is_deleted
),

refusals as (
    select * from {{ ref('int_consent__refusals') }}
),

channels as (
    select
        channel,
        coalesce(address_type, 'record') as address_type
    from {{ ref('channels') }}
),

-- A grant travels to the addresses of the record on which it was given, and no further. A refusal at the same moment
-- beats it.
standing as (
    select
        contact_points.customer_id,
        statements.channel,
        statements.purpose,
        contact_points.contact_point,
        statements.statement_id,
        statements.basis,
        statements.evidence,
        statements.occurred_at
    from statements
    inner join channels on statements.channel = channels.channel
    inner join contact_points
        on
            statements.record_id = contact_points.record_id
            and channels.address_type = contact_points.address_type
    left join refusals
        on
            contact_points.customer_id = refusals.customer_id
            and contact_points.contact_point = refusals.contact_point
            and statements.channel = refusals.channel
            and statements.purpose = refusals.purpose
    where
        refusals.customer_id is null
        or (statements.basis = 'express' and statements.occurred_at > refusals.refused_at)
),

-- An express consent holds since it was first given; an implied one runs from the last event that renews it.
ranked as (
    select
        *,
        row_number() over (
            partition by customer_id, channel, purpose, contact_point, basis
            order by
                case when basis = 'express' then occurred_at end asc nulls last,
                occurred_at desc,
                statement_id asc nulls last
        ) as choice
    from standing
),

final as (
    select
        customer_id,
        channel,
        purpose,
        contact_point,
        basis,
        evidence,
        occurred_at
    from ranked
    where choice = 1
)

select * from final
