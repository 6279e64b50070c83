with ledger as (
    select * from {{ ref('identity_ledger') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

history as (
    {{ ledger_by_present_names('ledger') }}
),

issued as (
    select
        customer_id as issued_id,
        min(run_number) as issued_in_run
    from history
    where customer_id is not null
    group by customer_id
),

current_ids as (
    select distinct customer_id from customer_records
),

retired as (
    select
        issued.issued_id,
        issued.issued_in_run
    from issued
    left join current_ids on issued.issued_id = current_ids.customer_id
    where current_ids.customer_id is null
),

-- The records that an id ever stood for, and where they are now.
held as (
    select distinct
        retired.issued_id,
        history.record_id
    from retired
    inner join history on retired.issued_id = history.customer_id
),

destinations as (
    select
        held.issued_id,
        customer_records.customer_id,
        count(*) as record_count
    from held
    inner join customer_records on held.record_id = customer_records.record_id
    group by held.issued_id, customer_records.customer_id
),

ranked_destinations as (
    select
        destinations.issued_id,
        destinations.customer_id,
        row_number() over (
            partition by destinations.issued_id
            order by
                destinations.record_count desc,
                issued.issued_in_run nulls last,
                destinations.customer_id nulls last
        ) as choice
    from destinations
    inner join issued on destinations.customer_id = issued.issued_id
),

settled as (
    select
        issued_id,
        customer_id
    from ranked_destinations
    where choice = 1
    union all
    select
        customer_id as issued_id,
        customer_id
    from current_ids
),

-- An id whose own records are all gone leads to where the customer is that had joined them.
lost as (
    select held.*
    from held
    left join settled on held.issued_id = settled.issued_id
    where settled.issued_id is null
),

last_holders as (
    select
        lost.issued_id,
        history.customer_id,
        row_number() over (
            partition by lost.issued_id, lost.record_id
            order by history.run_number desc, history.customer_id nulls last
        ) as recency
    from lost
    inner join history on lost.record_id = history.record_id
    where history.customer_id is not null
),

successors as (
    select
        last_holders.issued_id,
        settled.customer_id,
        count(*) as record_count
    from last_holders
    inner join settled on last_holders.customer_id = settled.issued_id
    where last_holders.recency = 1
    group by last_holders.issued_id, settled.customer_id
),

ranked_successors as (
    select
        successors.issued_id,
        successors.customer_id,
        row_number() over (
            partition by successors.issued_id
            order by
                successors.record_count desc,
                issued.issued_in_run nulls last,
                successors.customer_id nulls last
        ) as choice
    from successors
    inner join issued on successors.customer_id = issued.issued_id
),

final as (
    select
        issued.issued_id as issued_customer_id,
        coalesce(settled.customer_id, ranked_successors.customer_id) as customer_id,
        coalesce(issued.issued_id = settled.customer_id, false) as is_current
    from issued
    left join settled on issued.issued_id = settled.issued_id
    left join ranked_successors
        on
            issued.issued_id = ranked_successors.issued_id
            and ranked_successors.choice = 1
)

select * from final
