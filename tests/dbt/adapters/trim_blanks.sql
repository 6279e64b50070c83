{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    [' a b ', 'a b'],
    ['\u00a0a\u00a0', 'a'],
    ['\u1680\u2000\u2003\u2009\u200a\u202f\u205f\u3000a', 'a'],
    ['\ta\n', '\ta\n'],
    ['\u200ba\ufeff', '\u200ba\ufeff'],
    ['   ', ''],
    ['', ''],
    [none, none],
], trim_blanks('given')) }}
