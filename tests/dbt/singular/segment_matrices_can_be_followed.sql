-- Every value of an axis lies in one band of it, and every pair of bands has one segment.
{% set measures = purchase_measures() %}
with bands as (
    select
        *,
        'segment_matrix_bands.csv, row "' || coalesce(matrix, '') || ',' || coalesce(axis, '') || ','
        || coalesce(measure, '') || ',' || coalesce(cast(band as string), '') || '": ' as place
    from {{ ref('segment_matrix_bands') }}
),

cells as (
    select
        *,
        'segment_matrix_cells.csv, row "' || coalesce(matrix, '') || ',' || coalesce(cast(row_band as string), '')
        || ',' || coalesce(cast(column_band as string), '') || ',' || coalesce(cast(segment as string), '')
        || '": ' as place
    from {{ ref('segment_matrix_cells') }}
),

known_measures as (
    {%- for measure in measures %}
    select '{{ measure }}' as measure
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

followed as (
    select
        *,
        row_number() over (partition by matrix, axis order by band nulls last, at_least nulls last) as number_expected,
        lag(below) over (partition by matrix, axis order by band nulls last, at_least nulls last) as below_before,
        lead(band) over (partition by matrix, axis order by band nulls last, at_least nulls last) as next_band
    from bands
),

axes as (
    select
        matrix,
        count(distinct axis) as axis_count
    from bands
    where axis in ('row', 'column')
    group by matrix
),

expected_cells as (
    select distinct
        row_bands.matrix,
        row_bands.band as row_band,
        column_bands.band as column_band
    from bands as row_bands
    inner join bands as column_bands on row_bands.matrix = column_bands.matrix
    where row_bands.axis = 'row' and column_bands.axis = 'column'
),

problems as (
    select
        1 as kind,
        place || 'matrix is empty, give it a name' as problem
    from bands
    where coalesce(matrix, '') = ''
    union all
    select
        2 as kind,
        place || 'unknown axis, write row or column' as problem
    from bands
    where coalesce(axis, '') not in ('row', 'column')
    union all
    select
        3 as kind,
        bands.place || 'unknown measure, write one of {{ measures | join(", ") }}' as problem
    from bands
    left join known_measures on bands.measure = known_measures.measure
    where known_measures.measure is null
    union all
    select
        4 as kind,
        'segment_matrix_bands.csv: axis ' || axis || ' of matrix "' || matrix || '" has several measures ('
        || min(measure) || ', ' || max(measure) || '), write one' as problem
    from bands
    group by matrix, axis
    having count(distinct measure) > 1
    union all
    select
        5 as kind,
        'segment_matrix_bands.csv: matrix "' || matrix || '" has one axis, add the bands of the other '
        || '(row or column)' as problem
    from axes
    where axis_count < 2
    union all
    select
        6 as kind,
        place || 'band ' || coalesce(cast(band as string), '') || ' where ' || cast(number_expected as string)
        || ' is expected, number the bands of an axis 1, 2, 3, … once each' as problem
    from followed
    where not coalesce(band = number_expected, false)
    union all
    select
        7 as kind,
        place || 'at_least is empty, write where the band begins' as problem
    from followed
    where at_least is null
    union all
    select
        8 as kind,
        place || 'the first band begins at ' || cast(at_least as string) || ', let it begin at 0' as problem
    from followed
    where number_expected = 1 and at_least <> 0
    union all
    select
        9 as kind,
        place || 'the band ends where it begins or before, let below be above at_least' as problem
    from followed
    where below <= at_least
    union all
    select
        10 as kind,
        place
        || case
            when at_least < below_before then 'overlaps band ' else 'leaves a gap after band '
        end || cast(band - 1 as string) || ', which ends below ' || cast(below_before as string)
        || ': let at_least be the same' as problem
    from followed
    where number_expected > 1 and at_least <> below_before
    union all
    select
        11 as kind,
        place || 'below is empty in a band that is not the last, write where the next one begins' as problem
    from followed
    where next_band is not null and below is null
    union all
    select
        12 as kind,
        place || 'the last band ends below ' || cast(below as string) || ', leave below empty' as problem
    from followed
    where next_band is null and below is not null
    union all
    select
        13 as kind,
        cells.place || 'segment_matrix_bands.csv has no such cell, add its bands or take the row out' as problem
    from cells
    left join expected_cells
        on
            cells.matrix = expected_cells.matrix
            and cells.row_band = expected_cells.row_band
            and cells.column_band = expected_cells.column_band
    where expected_cells.matrix is null
    union all
    select
        14 as kind,
        place || 'segment must be a whole number from 1 (never or hardly buys) to 5 (buys much and often)' as problem
    from cells
    where coalesce(segment, 0) not between 1 and 5
    union all
    select
        15 as kind,
        'segment_matrix_cells.csv: matrix "' || expected_cells.matrix || '" has '
        || case when count(cells.matrix) = 0 then 'no row' else 'several rows' end || ' for row_band '
        || cast(expected_cells.row_band as string) || ' and column_band '
        || cast(expected_cells.column_band as string) || ', write one' as problem
    from expected_cells
    left join cells
        on
            expected_cells.matrix = cells.matrix
            and expected_cells.row_band = cells.row_band
            and expected_cells.column_band = cells.column_band
    group by expected_cells.matrix, expected_cells.row_band, expected_cells.column_band
    having count(cells.matrix) <> 1
)

select problem
from problems
order by kind, problem
