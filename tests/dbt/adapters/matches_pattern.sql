{{ config(tags=['adapter']) }}

{%- set cases = [
    ['^[a-z]+$', 'abc', true],
    ['^[a-z]+$', 'abc\n', false],
    ['^[a-z]+$', 'a\r\n', false],
    ['^[a-z]+$', '', false],
    ['^[^,]*$', 'abc\n', true],
    ['a.b', 'a\rb', true],
    ['a.b', 'a\u2028b', true],
    ['a.b', 'a\nb', false],
    ['\\s', 'a\u000bb', false],
    ['[\\s]', 'a\u000bb', false],
    ['\\s', 'a\tb', true],
    ['\\s', 'a\u00a0b', false],
    ['\\p{Z}', 'a\u00a0b', true],
    ['\\w', 'é', false],
    ['\\d', '٣', false],
    ['\\p{N}', '٣', true],
    ['\\p{L}', '日', true],
    ['\\p{Lu}', 'É', true],
    ['\\p{M}', '\u0301', true],
    ['\\p{Cf}', 'a\u200bb', true],
    ['\\p{Pd}', 'a–b', true],
    ['(?i)É', 'é', true],
    ['(?i)abc', 'xABCx', true],
    ['\\x27', "a'b", true],
    ['a\\\\b', 'a\\b', true],
    ['[a\\\\]b', '\\b', true],
    ['a[$]b', 'a$b', true],
    ['a\\$b', 'a$b', true],
    ['^[a-z&&[^b]]+$', 'a&[^b]', false],
    ['^[[]$', '[', true],
    ['^[&&]$', '&', true],
    ['^[!-~]+(?: [!-~]+)*$', 'a b', true],
    ['^[!-~]+(?: [!-~]+)*$', 'a b\n', false],
    ['^a{1,2}$', 'aa', true],
    ['^(?:a|b)$', 'b', true],
    ['^𐐀$', '𐐀', true],
    ['^.$', '𐐀', true],
    ['[^.]{3}', '𐐀𐐀', false],
    ['a', none, none],
] -%}
with results as (
    {%- for pattern, given, expected in cases %}
    select
        {{ text_literal(pattern) }} as pattern,
        {{ inline_text(given) }} as given,
        cast({{ 'null' if expected is none else expected }} as boolean) as expected,
        {{ matches_pattern(inline_text(given), pattern) }} as found
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
)

select * from results
where expected is distinct from found
