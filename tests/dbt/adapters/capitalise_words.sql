{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    ['anne MARIE', 'Anne Marie'],
    ['élodie de la tour', 'Élodie de la Tour'],
    ['de', 'De'],
    ['john de', 'John De'],
    ['ßen', 'ẞen'],
    ['İNCİ', 'Inci'],
    ['ΣΊΣΥΦΟΣ', 'Σίσυφοσ'],
    ['a  b', 'A  B'],
    [' a ', ' A '],
    ["o'neil", "O'neil"],
    ['a\\b', 'A\\b'],
    ['', ''],
    [none, none],
], capitalise_words('given', ['de', 'la'])) }}
