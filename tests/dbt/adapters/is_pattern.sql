{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    ['^a', 'true'],
    ['a{2}$', 'true'],
    ['', 'true'],
    ['*a', 'false'],
    ['[a', 'false'],
    ['(a', 'false'],
    ['a)', 'false'],
    [none, none],
], is_pattern('given'), 'boolean') }}
