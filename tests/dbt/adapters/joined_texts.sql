{{ config(tags=['adapter']) }}

-- In text order whatever the order of rows; what is null is left out, a group of nulls alone is null.
with words as (
    {{ inline_rows(['team', 'word', 'expected'], [
        ['one', 'b', 'B, a, b'],
        ['one', none, 'B, a, b'],
        ['one', 'a', 'B, a, b'],
        ['one', 'B', 'B, a, b'],
        ['two', none, none],
    ]) }}
),

final as (
    select
        team,
        max(expected) as expected,
        {{ joined_texts('word') }} as found
    from words
    group by team
)

select * from final
where coalesce(found, 'none') <> coalesce(expected, 'none')
