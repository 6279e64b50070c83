{{ config(tags=['adapter']) }}

with numbered as (
    select
        'a' as first_column,
        'b' as second_column,
        'c' as third_column
),

rest as (
    select {{ all_columns_except(['first_column', 'third_column']) }} from numbered
),

-- A column more or less would not fit the other side.
results as (
    select * from rest
    except
    select 'b' as second_column
)

select * from results
