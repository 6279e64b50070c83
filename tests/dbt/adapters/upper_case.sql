{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    ['école', 'ÉCOLE'],
    ['straße', 'STRAẞE'],
    ['iı', 'II'],
    ['σς', 'ΣΣ'],
    ['łódź', 'ŁÓDŹ'],
    ['ёлка', 'ЁЛКА'],
    ['ÿ', 'Ÿ'],
    ['ǆ', 'Ǆ'],
    ['日本𐐨', '日本𐐀'],
    ['', ''],
    [none, none],
], upper_case('given')) }}
