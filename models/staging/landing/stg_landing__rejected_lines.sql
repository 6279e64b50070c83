with rejected_lines as (
    select * from {{ source('raw_landing', 'rejected_lines') }}
),

final as (
    select
        source,
        raw_table,
        file || ':' || cast(line_number as string) as row_key,
        reason as rejection_reason,
        line as raw_row
    from rejected_lines
)

select * from final
