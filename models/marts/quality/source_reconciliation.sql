with raw_volumes as (
    select * from {{ ref('int_conformed__raw_volumes') }}
),

row_outcomes as (
    select * from {{ ref('int_conformed__row_outcomes') }}
),

rejected_lines as (
    select * from {{ ref('int_conformed__rejected_lines') }}
),

lines as (
    select
        source,
        raw_table,
        count(*) as rejected_line_count
    from rejected_lines
    group by source, raw_table
),

outcomes as (
    select
        source,
        raw_table,
        sum(case when row_status = 'kept' then 1 else 0 end) as rows_kept,
        sum(case when row_status = 'duplicate' then 1 else 0 end) as rows_duplicate,
        sum(case when row_status = 'rejected' then 1 else 0 end) as rows_rejected
    from row_outcomes
    group by source, raw_table
),

final as (
    select
        raw_volumes.source,
        raw_volumes.raw_table,
        cast(raw_volumes.rows_in + coalesce(lines.rejected_line_count, 0) as bigint) as rows_in,
        cast(coalesce(outcomes.rows_kept, 0) as bigint) as rows_kept,
        cast(coalesce(outcomes.rows_duplicate, 0) as bigint) as rows_duplicate,
        cast(coalesce(outcomes.rows_rejected, 0) + coalesce(lines.rejected_line_count, 0) as bigint) as rows_rejected
    from raw_volumes
    left join outcomes
        on
            raw_volumes.source = outcomes.source
            and raw_volumes.raw_table = outcomes.raw_table
    left join lines
        on
            raw_volumes.source = lines.source
            and raw_volumes.raw_table = lines.raw_table
)

select * from final
