{{ config(tags=['adapter']) }}

-- The rows are those of the union, a repeated one twice, whatever stands in the texts.
{%- set selects -%}
select cast('a, (b) select' as string) as word, cast(1 as integer) as number
union all
select cast(null as string) as word, cast(2 as integer) as number
union all
select cast(null as string) as word, cast(2 as integer) as number
{%- endset %}
with found as (
    {{ literal_rows(selects) }}
),

expected as (
    {{ selects }}
),

found_counts as (
    select
        word,
        number,
        count(*) as row_count
    from found
    group by word, number
),

expected_counts as (
    select
        word,
        number,
        count(*) as row_count
    from expected
    group by word, number
),

final as (
    select * from found_counts
    except
    select * from expected_counts
    union all
    select
        null as word,
        null as number,
        count(*) as row_count
    from found
    having count(*) <> 3
)

select * from final
