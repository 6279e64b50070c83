-- Every row names a known type of identifier, and a value as values are compared: in lower case, or a pattern.
with identity_blocklist as (
    select
        *,
        'identity_blocklist.csv, row "' || coalesce(identifier_type, '') || ',' || coalesce(match_kind, '') || ','
        || coalesce(match_value, '') || '": ' as place
    from {{ ref('identity_blocklist') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

problems as (
    select
        1 as kind,
        identity_blocklist.place || 'unknown identifier_type, write * or a type of identifier_types.csv' as problem
    from identity_blocklist
    left join identifier_types on identity_blocklist.identifier_type = identifier_types.identifier_type
    where identifier_types.identifier_type is null and identity_blocklist.identifier_type <> '*'
    union all
    select
        2 as kind,
        place || 'write match_value in lower case' as problem
    from identity_blocklist
    where match_kind <> 'pattern' and match_value <> {{ lower_case('match_value') }}
    union all
    select
        3 as kind,
        place || 'match_value is no regular expression, a bracket or a letter before * + ? may be missing' as problem
    from identity_blocklist
    where match_kind = 'pattern' and not {{ is_pattern('match_value') }}
)

select problem
from problems
order by kind, problem
