{{ config(tags=['adapter']) }}

{%- set numbers = [
    ['1', '1', '1.00'],
    ['+5', '5', '5.00'],
    ['-5', '-5', '-5.00'],
    [' 5 ', '5', '5.00'],
    ['\t5\n', '5', '5.00'],
    ['00012', '12', '12.00'],
    ['5.', '5', '5.00'],
    ['5.0', '5', '5.00'],
    ['1.5', none, '1.50'],
    ['-2.5', none, '-2.50'],
    ['.5', none, '0.50'],
    ['1.005', none, '1.01'],
    ['-1.005', none, '-1.01'],
    ['2.675', none, '2.68'],
    ['1.0000000001', none, '1.00'],
    ['1e3', '1000', '1000.00'],
    ['1E+3', '1000', '1000.00'],
    ['1e-2', none, '0.01'],
    ['-0', '0', '0.00'],
    ['2147483647', '2147483647', '2147483647.00'],
    ['2147483648', none, '2147483648.00'],
    ['-2147483648', '-2147483648', '-2147483648.00'],
    ['9999999999999999.99', none, '9999999999999999.99'],
    ['10000000000000000', none, none],
    ['99999999999999999999', none, none],
    ['1e400', none, none],
    ['1,5', none, none],
    ['1 000', none, none],
    ['1_000', none, none],
    ['0x10', none, none],
    ['5d', none, none],
    ['5%', none, none],
    ['--5', none, none],
    ['+', none, none],
    ['.', none, none],
    ['1e', none, none],
    ['infinity', none, none],
    ['nan', none, none],
    ['true', none, none],
    ['٣', none, none],
    ['１', none, none],
    ['', none, none],
    ['  ', none, none],
    [none, none, none],
] -%}
with numbers as (
    {{ inline_rows(['given', 'whole', 'amount'], numbers) }}
),

dates as (
    {{ inline_rows(['given', 'day'], [
        ['2026-03-01', '2026-03-01'],
        ['2026-3-1', '2026-03-01'],
        ['2026/03/01', '2026-03-01'],
        [' 2026-03-01 ', '2026-03-01'],
        ['2026-03-01 10:00:00', '2026-03-01'],
        ['2026-03-01T23:00:00-05:00', '2026-03-01'],
        ['2024-02-29', '2024-02-29'],
        ['1582-10-10', '1582-10-10'],
        ['2025-02-29', none],
        ['2026-13-01', none],
        ['2026', none],
        ['2026-03', none],
        ['20260301', none],
        ['01/03/2026', none],
        ['2026 03 01', none],
        ['2026-03-01x', none],
        ['2026-03-01 (BC)', none],
        ['epoch', none],
        ['infinity', none],
        ['', none],
        [none, none],
    ]) }}
),

-- Doubles of which none stands exactly on the half that it is written as.
doubles as (
    {{ inline_rows(['given', 'amount'], [
        ['1.005', '1.01'],
        ['-1.005', '-1.01'],
        ['0.285', '0.29'],
        ['2.675', '2.68'],
        ['1e3', '1000.00'],
        ['0.00001', '0.00'],
        ['12345678901.5', '12345678901.50'],
        ['1e17', none],
        [none, none],
    ]) }}
),

no_numbers as (
    {{ inline_rows(['given'], [['1_000'], ['5d'], ['infinity'], ['nan'], ['1,5'], ['٣'], ['']]) }}
),

results as (
    select
        given,
        'integer' as data_type,
        whole as expected,
        cast({{ safe_cast('given', 'integer') }} as string) as found
    from numbers
    union all
    select
        given,
        'bigint' as data_type,
        case when amount not like '%.00' then cast(null as string) else replace(amount, '.00', '') end as expected,
        cast({{ safe_cast('given', 'bigint') }} as string) as found
    from numbers
    where given not in ('99999999999999999999', '10000000000000000', '1.0000000001')
    union all
    select
        given,
        'decimal' as data_type,
        amount as expected,
        cast({{ safe_cast('given', 'decimal(18, 2)') }} as string) as found
    from numbers
    union all
    select
        given,
        'date' as data_type,
        day as expected,
        cast({{ safe_cast('given', 'date') }} as string) as found
    from dates
    union all
    select
        given,
        'decimal from double' as data_type,
        amount as expected,
        cast({{ safe_cast('cast(given as double)', 'decimal(18, 2)') }} as string) as found
    from doubles
    union all
    select
        given,
        'double' as data_type,
        'null' as expected,
        coalesce(cast({{ safe_cast('given', 'double') }} as string), 'null') as found
    from no_numbers
    union all
    select
        given,
        'string' as data_type,
        given as expected,
        {{ safe_cast('given', 'string') }} as found
    from numbers
)

select * from results
where expected is distinct from found
