-- depends_on: {{ ref('renamed_sources') }}
with ledger as (
    {{ ledger_before() }}
),

final as (
    select
        customer_id,
        min(run_number) as issued_in_run
    from ledger
    where customer_id is not null
    group by customer_id
)

select * from final
