-- Every row that the reconciliation counts as set aside is listed in rejected_rows, and no other: neither more rows of
-- a table nor rows of a table that the reconciliation does not know.
with listed as (
    select
        source,
        raw_table,
        count(*) as rows_listed
    from {{ ref('rejected_rows') }}
    where layer in ('landing', 'staging')
    group by source, raw_table
)

select
    coalesce(reconciliation.source, listed.source) as source,
    coalesce(reconciliation.raw_table, listed.raw_table) as raw_table,
    coalesce(reconciliation.rows_rejected, 0) as rows_rejected,
    coalesce(listed.rows_listed, 0) as rows_listed
from {{ ref('source_reconciliation') }} as reconciliation
full outer join listed
    on
        reconciliation.source = listed.source
        and reconciliation.raw_table = listed.raw_table
where coalesce(reconciliation.rows_rejected, 0) <> coalesce(listed.rows_listed, 0)
