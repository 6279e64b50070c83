with rejected_lines as (
    select * from {{ ref('stg_landing__rejected_lines') }}
),

final as (
    select * from rejected_lines
    where source in ('{{ var("sources") | sort | join("', '") }}')
)

select * from final
