{{ config(tags=['adapter']) }}

{{ differing_rows(['given', 'pattern'], [
    ['abc', '^a', 'true'],
    ['abc', '^b', 'false'],
    ['abc', 'c$', 'true'],
    ['abc\n', 'c$', 'false'],
    ['a\rc', 'a.c', 'true'],
    ['a\\b', 'a\\\\b', 'true'],
    ['a.b', '^a[.]b$', 'true'],
    ['axb', '^a\\.b$', 'false'],
    ['é', '^\\p{L}$', 'true'],
    ["l'eau", "'", 'true'],
    ['', '^$', 'true'],
    [none, 'a', none],
    ['a', none, none],
], matches_pattern_of('given', 'pattern'), 'boolean') }}
