-- What was not used, by source and reason: where to mend an export.
select
    layer,
    source,
    raw_table,
    rejection_reason,
    count(*) as row_count
from {{ ref('rejected_rows') }}
group by layer, source, raw_table, rejection_reason
order by row_count desc
