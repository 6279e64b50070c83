{{ config(tags=['adapter']) }}

{{ differing_rows(['given'], [
    ['e\u0301', 'é'],
    ['E\u0301cole', 'École'],
    ['o\u0302\u0323', 'ộ'],
    ['o\u0323\u0302', 'ộ'],
    ['A\u030a', 'Å'],
    ['\u212b', 'Å'],
    ['\u1100\u1161', '가'],
    ['か\u3099', 'が'],
    ['и\u0306', 'й'],
    ['x\u0301', 'x\u0301'],
    ['ﬁ', 'ﬁ'],
    ['abc é 日本', 'abc é 日本'],
    ['', ''],
    [none, none],
], compose_letters('given')) }}
