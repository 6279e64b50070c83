-- Rows in = rows kept + exact duplicates dropped + rows set aside, for every raw table.
select *
from {{ ref('source_reconciliation') }}
where rows_in <> rows_kept + rows_duplicate + rows_rejected
