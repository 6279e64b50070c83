-- Old names lead to present ones in one step.
with renamed_sources as (
    select * from {{ ref('renamed_sources') }}
)

select
    'renamed_sources.csv, row "' || earlier.old_source || ',' || earlier.new_source || '": ' || earlier.new_source
    || ' was renamed too, write its present name (' || later.new_source || ')' as problem
from renamed_sources as earlier
inner join renamed_sources as later on earlier.new_source = later.old_source
order by problem
