-- Every row that the reconciliation counts as set aside is listed in rejected_rows, and no other.
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
    reconciliation.source,
    reconciliation.raw_table,
    reconciliation.rows_rejected,
    coalesce(listed.rows_listed, 0) as rows_listed
from {{ ref('source_reconciliation') }} as reconciliation
left join listed
    on
        reconciliation.source = listed.source
        and reconciliation.raw_table = listed.raw_table
where reconciliation.rows_rejected <> coalesce(listed.rows_listed, 0)
