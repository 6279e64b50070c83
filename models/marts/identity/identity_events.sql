with ledger as (
    select * from {{ ref('identity_ledger') }}
),

history as (
    select
        record_id,
        run_number,
        min(customer_id) as customer_id,
        max(cause) as cause
    from ({{ ledger_by_present_names('ledger') }}) as named
    group by record_id, run_number
),

-- Where each record came from and went to in each run that moved it.
steps as (
    select
        record_id,
        run_number,
        cause,
        customer_id as to_id,
        lag(customer_id) over (partition by record_id order by run_number nulls last) as from_id
    from history
),

flows as (
    select
        run_number,
        from_id,
        to_id,
        min(cause) as cause,
        count(*) as record_count
    from steps
    where from_id is not null or to_id is not null
    group by run_number, from_id, to_id
),

balances as (
    select
        customer_id,
        run_number,
        sum(record_change) as record_change
    from (
        select
            to_id as customer_id,
            run_number,
            record_count as record_change
        from flows
        where to_id is not null
        union all
        select
            from_id as customer_id,
            run_number,
            -record_count as record_change
        from flows
        where from_id is not null
    ) as changes
    group by customer_id, run_number
),

-- How many records a customer had before and after each run that touched it.
sizes as (
    select
        customer_id,
        run_number,
        sum(record_change) over (
            partition by customer_id order by run_number nulls last rows between unbounded preceding and current row
        ) as records_after,
        record_change
    from balances
),

-- Who comes out of others was split off, whoever else came to them; an id that was there before is back.
arrivals as (
    select
        run_number,
        to_id,
        coalesce(min(case when from_id is not null then cause end), max(cause)) as cause
    from flows
    where to_id is not null
    group by run_number, to_id
),

created as (
    select
        sizes.run_number,
        'created' as kind,
        cast(null as string) as from_customer_id,
        sizes.customer_id as to_customer_id,
        arrivals.cause,
        sizes.records_after as record_count
    from sizes
    inner join arrivals on sizes.customer_id = arrivals.to_id and sizes.run_number = arrivals.run_number
    where sizes.records_after > 0 and sizes.records_after = sizes.record_change
),

moves as (
    select
        flows.run_number,
        case when sizes.records_after = 0 then 'merged' else 'split' end as kind,
        flows.from_id as from_customer_id,
        flows.to_id as to_customer_id,
        flows.cause,
        flows.record_count
    from flows
    inner join sizes on flows.from_id = sizes.customer_id and flows.run_number = sizes.run_number
    where flows.to_id is not null and flows.from_id <> flows.to_id
),

removed as (
    select
        sizes.run_number,
        'removed' as kind,
        sizes.customer_id as from_customer_id,
        cast(null as string) as to_customer_id,
        'record gone' as cause,
        -sizes.record_change as record_count
    from sizes
    left join moves on sizes.customer_id = moves.from_customer_id and sizes.run_number = moves.run_number
    where sizes.records_after = 0 and moves.from_customer_id is null
),

events as (
    select * from created
    union all
    select * from moves
    union all
    select * from removed
),

runs as (
    select
        run_number,
        min(recorded_as_of) as recorded_as_of
    from ledger
    group by run_number
),

final as (
    select
        events.run_number,
        events.kind,
        coalesce(events.from_customer_id, '') as from_customer_id,
        coalesce(events.to_customer_id, '') as to_customer_id,
        events.cause,
        cast(events.record_count as integer) as record_count,
        runs.recorded_as_of
    from events
    inner join runs on events.run_number = runs.run_number
)

select * from final
