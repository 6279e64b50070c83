{{ config(tags=['adapter']) }}

{%- set cases = [
    ['(b)', 1, 'abc', 'b'],
    ['(z)', 1, 'abc', ''],
    ['(a)(z)?', 2, 'abc', ''],
    ['^(.*)$', 1, 'a\rb', 'a\rb'],
    ['^(.*)$', 1, 'ab\n', ''],
    ['([^.]+)$', 1, 'a.b.c', 'c'],
    ['([^.]+[.][^.]+)$', 1, 'a.b.c', 'b.c'],
    ['^[^<>]*<(?:mailto:)?([^<>]*)>$', 1, 'Ann <mailto:ann@x.fr>', 'ann@x.fr'],
    ['(\\p{L}+)', 1, '12 été', 'été'],
    ['a(\\\\)b', 1, 'a\\b', '\\'],
    ['([$])', 1, '5$', '$'],
    ['(a)', 1, '', ''],
    ['(a)', 1, none, none],
] -%}
with results as (
    {%- for pattern, group, given, expected in cases %}
    select
        {{ text_literal(pattern) }} as pattern,
        {{ inline_text(given) }} as given,
        {{ inline_text(expected) }} as expected,
        {{ extract_pattern(inline_text(given), pattern, group) }} as found
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)

select * from results
where expected is distinct from found
