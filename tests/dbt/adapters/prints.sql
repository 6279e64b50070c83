{{ config(tags=['adapter']) }}

-- Six rows that differ: in which value is missing or empty, and in a text whose hash() is the same on DuckDB.
with pairs as (
    select
        'a' as one,
        cast(null as string) as other
    {%- for one, other in [(none, 'a'), ('a', ''), ('', 'a'), ('PHONE:9323945215', 'x'), ('PHONE:9823945212', 'x')] %}
    union all
    select
        {{ 'cast(null as string)' if one is none else "'" ~ one ~ "'" }} as one,
        '{{ other }}' as other
    {%- endfor %}
),

printed as (
    select {{ print_of_row(['one', 'other']) }} as row_print
    from pairs
),

counted as (
    select
        count(*) as row_count,
        count(distinct row_print) as print_count,
        {{ print_of_prints('row_print') }} as whole_print
    from printed
)

select * from counted
where row_count <> print_count or whole_print is null
