{{ config(tags=['adapter']) }}

{{ differing_rows(['given', 'days'], [
    ['2026-01-31 10:00:00', '1', '2026-02-01 10:00:00'],
    ['2024-02-28 23:59:59.999999', '1', '2024-02-29 23:59:59.999999'],
    ['2026-03-08 02:30:00', '1', '2026-03-09 02:30:00'],
    ['2026-01-01 00:00:00', '-1', '2025-12-31 00:00:00'],
    ['2026-06-30 00:00:00', '366', '2027-07-01 00:00:00'],
    ['2026-06-30 00:00:00', '0', '2026-06-30 00:00:00'],
    [none, '1', none],
], add_days('cast(given as timestamp)', 'cast(days as integer)'), 'timestamp') }}
union all
-- A day becomes a moment: hours are not lost when the result is compared.
select * from (
    {{ differing_rows(['given', 'days'], [
        ['2026-01-31', '1', '2026-02-01 00:00:00'],
    ], add_days('cast(given as date)', 'cast(days as integer)'), 'timestamp') }}
) as from_dates
