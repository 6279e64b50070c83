-- depends_on: {{ ref('renamed_sources') }}
with complete_ledger as (
    {{ ledger_before() }}
),

ledger as (
    {{ concerned_rows(
        'complete_ledger', 'int_identity__concerned_ids', by={'customer_id': 'customer_id'}, is_cte=true
    ) }}
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
