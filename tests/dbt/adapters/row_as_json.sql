{{ config(tags=['adapter']) }}

with raw as (
    select
        1 as whole_number,
        {{ inline_text('a"b\\c/é日𐐀<&\t\n\u0001\u2028') }} as text_value,
        cast(null as string) as empty_text,
        '2026-06-30 12:00:00.500000' as moment_as_text,
        cast('2026-06-30 12:00:00' as timestamp) as full_second,
        cast('2026-06-30 12:00:00.500' as timestamp) as half_second,
        cast('2026-06-30 12:00:00.000100' as timestamp) as microseconds,
        cast(null as timestamp) as no_moment,
        cast('2026-06-30' as date) as day_value,
        cast(1.50 as decimal(18, 2)) as amount,
        cast(-0.25 as double) as fraction,
        cast(1234567.0 as double) as whole_double,
        cast(9007199254740993 as bigint) as large_number,
        true as is_true
),

results as (
    select
        {{ row_as_json('raw') }} as found,
        {{ inline_text(
            '{"whole_number":1,"text_value":"a\\"b\\\\c/é日𐐀<&\\t\\n\\u0001\u2028","empty_text":null,'
            ~ '"moment_as_text":"2026-06-30 12:00:00.500000","full_second":"2026-06-30 12:00:00",'
            ~ '"half_second":"2026-06-30 12:00:00.5","microseconds":"2026-06-30 12:00:00.0001","no_moment":null,'
            ~ '"day_value":"2026-06-30","amount":1.50,"fraction":-0.25,"whole_double":1234567.0,'
            ~ '"large_number":9007199254740993,"is_true":true}'
        ) }} as expected
    from raw
)

select * from results
where expected is distinct from found
