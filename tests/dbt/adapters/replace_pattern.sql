{{ config(tags=['adapter']) }}

{%- set cases = [
    [' +', ' ', 'a  b   c', 'a b c'],
    ['b', '', 'abcb', 'ac'],
    ['^b', '-', 'bb', '-b'],
    ['b$', '-', 'abb', 'ab-'],
    ['b$', '-', 'ab\n', 'ab\n'],
    ['[^\\p{L}\\p{N}]+', ' ', "l'été–٣!", 'l été ٣ '],
    ['[\\s\\p{Z}\\p{Cc}\\p{Cf}]+', ' ', 'a\u000b\u00a0\ufeff\tb', 'a b'],
    ['[ ()\\[\\]./*_\\x27\\p{Pd}−]+', '', "(01) [2].3/4*5_6'7–8−9", '0123456789'],
    ['\\\\', '/', 'a\\b', 'a/b'],
    ['.', '-', '𐐀é\n', '--\n'],
    ['a', 'é日', 'aba', 'é日bé日'],
    ['a', '', '', ''],
    ['a', '', none, none],
] -%}
with results as (
    {%- for pattern, replacement, given, expected in cases %}
    select
        {{ text_literal(pattern) }} as pattern,
        {{ inline_text(given) }} as given,
        {{ inline_text(expected) }} as expected,
        {{ replace_pattern(inline_text(given), pattern, replacement) }} as found
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)

select * from results
where expected is distinct from found
