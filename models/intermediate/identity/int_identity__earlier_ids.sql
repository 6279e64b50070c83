-- depends_on: {{ ref('renamed_sources') }}
with ledger as (
    {{ ledger_before() }}
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

-- A record that was gone keeps the id that it had last: should it come back, it is known again.
final as (
    select
        newest.record_id,
        ledger.customer_id,
        issued_ids.issued_in_run,
        newest.run_number > newest.named_in_run as is_gone
    from newest
    inner join ledger
        on
            newest.record_id = ledger.record_id
            and newest.named_in_run = ledger.run_number
    left join issued_ids on ledger.customer_id = issued_ids.customer_id
)

select * from final
