{{ config(tags=['adapter']) }}

-- Seeds keep quotes, accents and regular expressions, and an empty field is null (Spark's own way writes the word
-- None).
with country_names as (
    select * from {{ ref('country_names') }}
),

blocklist as (
    select * from {{ ref('identity_blocklist') }}
),

dialling_rules as (
    select * from {{ ref('phone_dialling_rules') }}
),

results as (
    select
        'country with an apostrophe' as what,
        count(*) as found
    from country_names
    where country_name = {{ text_literal("cote d'ivoire") }}
    union all
    select
        'regular expression' as what,
        count(*) as found
    from blocklist
    where match_value = '^null$'
    union all
    select
        'empty field' as what,
        sign(count(*)) as found
    from dialling_rules
    where dialled_prefix is null
)

select * from results
where found <> 1
