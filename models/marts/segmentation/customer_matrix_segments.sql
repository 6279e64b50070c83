with customers as (
    select * from {{ ref('int_identity__customers') }}
),

purchase_measures as (
    select * from {{ ref('customer_purchase_measures') }}
),

bands as (
    select * from {{ ref('segment_matrix_bands') }}
),

cells as (
    select * from {{ ref('segment_matrix_cells') }}
),

axes as (
    select
        matrix,
        max(case when axis = 'row' then measure end) as row_measure,
        max(case when axis = 'column' then measure end) as column_measure
    from bands
    group by matrix
),

measured as (
    select
        purchase_measures.customer_id,
        axes.matrix,
        {{ measure_value('axes.row_measure', 'purchase_measures') }} as row_value,
        {{ measure_value('axes.column_measure', 'purchase_measures') }} as column_value
    from purchase_measures
    cross join axes
),

placed as (
    select
        measured.customer_id,
        measured.matrix,
        row_bands.band as row_band,
        column_bands.band as column_band,
        measured.row_value,
        measured.column_value
    from measured
    inner join bands as row_bands
        on
            measured.matrix = row_bands.matrix
            and row_bands.axis = 'row'
            and measured.row_value >= row_bands.at_least
            and (row_bands.below is null or measured.row_value < row_bands.below)
    inner join bands as column_bands
        on
            measured.matrix = column_bands.matrix
            and column_bands.axis = 'column'
            and measured.column_value >= column_bands.at_least
            and (column_bands.below is null or measured.column_value < column_bands.below)
),

-- Segment 1 is who never or hardly buys: whoever did not buy in the window needs no cell to be in it.
final as (
    select
        customers.customer_id,
        axes.matrix,
        axes.row_measure,
        axes.column_measure,
        cast(case when placed.customer_id is null then 1 else cells.segment end as integer) as segment,
        cast(placed.row_band as integer) as row_band,
        cast(placed.column_band as integer) as column_band,
        placed.row_value,
        placed.column_value,
        placed.customer_id is not null as is_placed
    from customers
    cross join axes
    left join placed
        on
            customers.customer_id = placed.customer_id
            and axes.matrix = placed.matrix
    left join cells
        on
            placed.matrix = cells.matrix
            and placed.row_band = cells.row_band
            and placed.column_band = cells.column_band
)

select * from final
