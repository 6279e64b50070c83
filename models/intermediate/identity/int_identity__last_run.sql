-- depends_on: {{ ref('renamed_sources') }}
with ledger as (
    {{ ledger_before() }}
)

select coalesce(max(run_number), 0) as run_number from ledger
