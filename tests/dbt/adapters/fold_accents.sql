{{ config(tags=['adapter']) }}

-- Every letter that the macro knows, and what has no accent to take away.
{% set rows = [] -%}
{%- for letter, letters in accented_letters().items() -%}
    {%- do rows.append([letters, letter * letters | length]) -%}
{%- endfor -%}
{{ differing_rows(['given'], rows + [
    [combining_marks(), ''],
    ['e\u0301cole', 'ecole'],
    ['Đặng Thị Ngọc Ánh', 'Đang Thi Ngoc Anh'],
    ['Łukasz Gżegżółka', 'Łukasz Gzegzołka'],
    ['æ ø ß œ đ ł ı ð þ', 'æ ø ß œ đ ł ı ð þ'],
    ['ﬁ ² ½ Ⅷ ㎏', 'ﬁ ² ½ Ⅷ ㎏'],
    ["O'Neil \\ 日本", "O'Neil \\ 日本"],
    ['', ''],
    [none, none],
], fold_accents('given')) }}
