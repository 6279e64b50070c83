{{ config(tags=['adapter']) }}

-- Texts that a literal could break, told by their length and their bytes.
{% set cases = [
    ["it's", 4, '706dc2ee585fb5dcb18e3ac08da7ce0c'],
    ['a\\b', 3, '2b28f46e64b4e84814aa8dc22ab1c36d'],
    ['a\\nb', 4, 'f5bf0ffa638b5d4dd102c9e7c1721710'],
    ["\\'", 2, '024c94d6e03b6f67a86b952b914816c7'],
    ['a"b', 3, 'c8f88ec84680a7ec056720570290dd34'],
    ['a\tb\n', 4, '853b87221d4e354c521294d17763bc05'],
    ['100 %', 5, '81294edd3651484ed62d3ed14ba1ffc6'],
    ['é日𐐀', 3, '861941cdf5042d30379a251c1c911d1a'],
    ['', 0, 'd41d8cd98f00b204e9800998ecf8427e'],
] -%}
with results as (
    {%- for given, length, md5 in cases %}
    select
        '{{ loop.index }}' as given,
        {{ length }} as expected_length,
        '{{ md5 }}' as expected_md5,
        length({{ text_literal(given) }}) as found_length,
        md5({{ text_literal(given) }}) as found_md5
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)

select * from results
where expected_length <> found_length or expected_md5 <> found_md5
