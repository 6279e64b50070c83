-- A raw table of which more than var('max_rejected_share') is set aside is read wrongly or exported wrongly (a changed
-- date format, a column of another type), and figures made of the rest would mislead. Older versions of a row are no
-- fault of the export, so they do not count; neither do exact duplicates.
with row_outcomes as (
    select * from {{ ref('int_conformed__row_outcomes') }}
),

rejected_lines as (
    select * from {{ ref('int_conformed__rejected_lines') }}
),

rows_in as (
    select
        source,
        raw_table,
        case
            when row_status = 'rejected' and rejection_reason <> 'superseded version' then rejection_reason
        end as reason
    from row_outcomes
    union all
    select
        source,
        raw_table,
        rejection_reason as reason
    from rejected_lines
),

by_reason as (
    select
        source,
        raw_table,
        reason,
        count(*) as row_count
    from rows_in
    group by
        source,
        raw_table,
        reason
),

ranked as (
    select
        *,
        sum(row_count) over (partition by source, raw_table) as table_rows,
        sum(case when reason is not null then row_count else 0 end) over (
            partition by source, raw_table
        ) as rejected_rows,
        row_number() over (
            partition by source, raw_table
            order by case when reason is null then 1 else 0 end, row_count desc, reason
        ) as reason_rank
    from by_reason
),

final as (
    select
        source,
        raw_table,
        rejected_rows,
        table_rows,
        'raw table ' || source || '.' || raw_table || ': ' || cast(rejected_rows as string) || ' of '
        || cast(table_rows as string) || ' rows are set aside, most for ''' || reason || ''', more than setting '
        || 'max_rejected_share ({{ var("max_rejected_share") }}) allows: correct the export, see '
        || 'intermediate.int_conformed__row_outcomes, or raise the var' as problem
    from ranked
    where
        reason_rank = 1
        and rejected_rows > cast({{ var('max_rejected_share') }} as double) * table_rows
)

select * from final
