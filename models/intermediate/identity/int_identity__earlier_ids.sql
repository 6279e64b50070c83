-- depends_on: {{ ref('renamed_sources') }}
with complete_ledger as (
    {{ ledger_before() }}
),

ledger as (
    {{ concerned_rows('complete_ledger', 'int_identity__touched_records', is_cte=true) }}
),

issued_ids as (
    select * from {{ ref('int_identity__issued_ids') }}
),

newest as (
    select
        record_id,
        max(run_number) as run_number,
        max(case when customer_id is not null then run_number end) as named_in_run
    from ledger
    group by record_id
),

-- Two records that a source's new name made one may have had two ids in one run.
named as (
    select
        newest.record_id,
        newest.run_number > newest.named_in_run as is_gone,
        min(ledger.customer_id) as customer_id
    from newest
    inner join ledger
        on
            newest.record_id = ledger.record_id
            and newest.named_in_run = ledger.run_number
    where ledger.customer_id is not null
    group by newest.record_id, newest.run_number > newest.named_in_run
),

-- A record that was gone keeps the id that it had last: should it come back, it is known again.
final as (
    select
        named.record_id,
        named.customer_id,
        issued_ids.issued_in_run,
        named.is_gone
    from named
    inner join issued_ids on named.customer_id = issued_ids.customer_id
)

select * from final
