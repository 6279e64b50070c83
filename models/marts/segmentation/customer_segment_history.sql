with segment_ledger as (
    select * from {{ ref('segment_ledger') }}
    where recorded_date <= cast({{ as_of() }} as date)
),

redirects as (
    select * from {{ ref('customer_id_redirects') }}
),

revisions as (
    select
        *,
        row_number() over (partition by customer_id, family, recorded_date order by revision desc) as recency
    from segment_ledger
),

-- An id that leads nowhere keeps its own history, which has an end.
recorded as (
    select
        coalesce(redirects.customer_id, revisions.customer_id) as customer_id,
        revisions.customer_id as recorded_id,
        revisions.family,
        revisions.segment,
        revisions.recorded_date
    from revisions
    left join redirects on revisions.customer_id = redirects.issued_customer_id
    where revisions.recency = 1
),

beginnings as (
    select
        customer_id,
        recorded_id,
        family,
        min(recorded_date) as first_date
    from recorded
    group by customer_id, recorded_id, family
),

ranked_beginnings as (
    select
        *,
        row_number() over (
            partition by customer_id, family
            order by
                case when recorded_id = customer_id then 0 else 1 end,
                first_date nulls last,
                recorded_id nulls last
        ) as choice
    from beginnings
),

-- The surviving id tells its own history; of the time before it, the oldest id that was merged into it.
told as (
    select
        recorded.customer_id,
        recorded.family,
        recorded.segment,
        recorded.recorded_date
    from recorded
    inner join ranked_beginnings as tellers
        on
            recorded.recorded_id = tellers.recorded_id
            and recorded.customer_id = tellers.customer_id
            and recorded.family = tellers.family
            and tellers.choice <= 2
    inner join ranked_beginnings as survivors
        on
            recorded.customer_id = survivors.customer_id
            and recorded.family = survivors.family
            and survivors.choice = 1
    where
        tellers.choice = 1
        or recorded.recorded_date < survivors.first_date
),

followed as (
    select
        *,
        lag(segment) over (partition by customer_id, family order by recorded_date nulls last) as segment_before
    from told
),

-- A day that was corrected to what held before it is no change.
changes as (
    select
        customer_id,
        family,
        segment,
        recorded_date
    from followed
    where segment is distinct from segment_before
),

spans as (
    select
        customer_id,
        family,
        segment,
        lag(segment) over (partition by customer_id, family order by recorded_date nulls last) as previous_segment,
        recorded_date as since_date,
        lead(recorded_date) over (partition by customer_id, family order by recorded_date nulls last) as until_date
    from changes
),

final as (
    select
        customer_id,
        family,
        segment,
        previous_segment,
        until_date is null as is_current,
        since_date,
        until_date
    from spans
    where segment is not null
)

select * from final
