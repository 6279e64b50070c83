with ledger as (
    select * from {{ ref('identity_ledger') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

issued as (
    select
        customer_id as issued_id,
        min(run_number) as issued_in_run
    from ledger
    where customer_id is not null
    group by customer_id
),

current_ids as (
    select
        customer_records.customer_id,
        min(issued.issued_in_run) as issued_in_run
    from customer_records
    inner join issued on customer_records.customer_id = issued.issued_id
    group by customer_records.customer_id
),

-- Where the records are now that an id ever stood for.
destinations as (
    select
        held.issued_id,
        customer_records.customer_id,
        count(*) as record_count
    from (
        select distinct
            customer_id as issued_id,
            record_id
        from ledger
        where customer_id is not null
    ) as held
    inner join customer_records on held.record_id = customer_records.record_id
    group by held.issued_id, customer_records.customer_id
),

ranked as (
    select
        destinations.issued_id,
        destinations.customer_id,
        row_number() over (
            partition by destinations.issued_id
            order by
                case when destinations.issued_id = destinations.customer_id then 0 else 1 end,
                destinations.record_count desc,
                current_ids.issued_in_run nulls last,
                destinations.customer_id nulls last
        ) as choice
    from destinations
    inner join current_ids on destinations.customer_id = current_ids.customer_id
),

final as (
    select
        issued.issued_id as issued_customer_id,
        ranked.customer_id,
        coalesce(issued.issued_id = ranked.customer_id, false) as is_current
    from issued
    left join ranked on issued.issued_id = ranked.issued_id and ranked.choice = 1
)

select * from final
