{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    ['ÉCOLE', 'école'],
    ['İSTANBUL', 'istanbul'],
    ['Iı', 'iı'],
    ['STRAẞE', 'straße'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['ŁÓDŹ', 'łódź'],
    ['ЁЛКА', 'ёлка'],
    ['\u212a\u212b', 'kå'],
    ['日本𐐀', '日本𐐨'],
    ['', ''],
    [none, none],
], lower_case('given')) }}
