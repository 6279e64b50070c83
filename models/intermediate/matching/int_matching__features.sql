-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

identifiers as (
    select * from {{ ref('int_identity__normalised_identifiers') }}
    where identifier_value is not null and identifier_type in ('email', 'phone')
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

given_name_variants as (
    select * from {{ ref('given_name_variants') }}
),

match_weights as (
    select * from {{ ref('match_weights') }}
    where level = 'exact' or (comparison = 'place' and level = 'postal_code')
),

settings as (
    select * from {{ ref('int_matching__settings') }}
),

own_identifiers as (
    select
        identifiers.record_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        row_number() over (
            partition by identifiers.record_id, identifiers.identifier_type
            order by max(identifiers.last_seen_at) desc nulls last, identifiers.identifier_value nulls last
        ) as identifier_rank
    from identifiers
    left join hubs
        on
            identifiers.identifier_type = hubs.identifier_type
            and identifiers.identifier_value = hubs.identifier_value
    where hubs.identifier_value is null
    group by identifiers.record_id, identifiers.identifier_type, identifiers.identifier_value
),

main_identifiers as (
    select
        record_id,
        max(case when identifier_type = 'email' then identifier_value end) as email,
        max(case when identifier_type = 'phone' then identifier_value end) as phone
    from own_identifiers
    where identifier_rank = 1
    group by record_id
),

-- A source without any given name writes whole names into the one column that it has.
named as (
    select
        *,
        {{ normalise_name('first_name') }} as given_words,
        {{ normalise_name('last_name') }} as family_words,
        {{ normalise_name('city') }} as city_words,
        {{ written_out_street('street') }} as street_text,
        coalesce(contains(last_name, ','), false) as is_family_first,
        max(first_name) over (partition by source) is null as has_one_name_column
    from contacts
    where coalesce(first_name, last_name, street) is not null or birth_date is not null
),

split as (
    select
        *,
        case
            when not has_one_name_column or not contains(family_words, ' ') then given_words
            when is_family_first then {{ normalise_name("split_part(last_name, ',', 2)") }}
            else split_part(family_words, ' ', 1)
        end as given_part,
        case
            when not has_one_name_column or not contains(family_words, ' ') then family_words
            when is_family_first then {{ normalise_name("split_part(last_name, ',', 1)") }}
            else substr(family_words, length(split_part(family_words, ' ', 1)) + 2)
        end as family_part
    from named
),

described as (
    select
        split.record_id,
        replace(split.given_part, ' ', '') as given_name,
        replace(split.family_part, ' ', '') as family_name,
        nullif(nullif({{ extract_pattern('split.street_text', '([0-9]+)', 1) }}, ''), '0') as house_number,
        nullif({{ replace_pattern('split.street_text', '[^\\p{L}]+', '') }}, '') as street,
        nullif({{ replace_pattern("split_part(split.street_text, ',', 1)", '[^\\p{L}]+', '') }}, '') as street_line,
        nullif({{ replace_pattern("split_part(split.street_text, ',', 2)", '[^\\p{L}]+', '') }}, '') as street_line_2,
        nullif(
            split_part({{ trim_blanks(replace_pattern('split.street_text', '[^\\p{L}]+', ' ')) }}, ' ', 1), ''
        ) as street_word,
        nullif(replace({{ replace_pattern('split.city_words', '\\bst(e?)\\b', 'saint') }}, ' ', ''), '') as city,
        nullif({{ replace_pattern(upper_case('split.postal_code'), '[^A-Z0-9]+', '') }}, '') as postal_code,
        main_identifiers.email,
        split_part(main_identifiers.email, '@', 1) as email_local,
        split_part(main_identifiers.email, '@', 2) as email_domain,
        {{ replace_pattern("split_part(main_identifiers.email, '@', 1)", '[^0-9]+', '') }} as email_digits,
        main_identifiers.phone,
        extract(year from split.birth_date) as birth_year,
        extract(month from split.birth_date) as birth_month,
        extract(day from split.birth_date) as birth_day
    from split
    left join main_identifiers on split.record_id = main_identifiers.record_id
),

-- An address made of its owner's names tells no more than they do (marie.roy at one company, marie.roy at another).
lettered as (
    select
        *,
        case
            when email_digits = '' then {{ replace_pattern('email_local', '[^\\p{L}]+', '') }}
        end as email_letters
    from described
),

counted as (
    select
        lettered.*,
        case
            when
                lettered.email_letters in (
                    lettered.given_name || lettered.family_name,
                    lettered.family_name || lettered.given_name,
                    left(lettered.given_name, 1) || lettered.family_name,
                    lettered.family_name || left(lettered.given_name, 1),
                    lettered.given_name || left(lettered.family_name, 1),
                    lettered.given_name,
                    lettered.family_name
                )
                then lettered.email_letters
        end as email_names,
        cast(
            lettered.birth_year * 10000 + lettered.birth_month * 100 + lettered.birth_day as string
        ) as birth_date,
        coalesce(given_name_variants.given_name, lettered.given_name) as given_name_root
    from lettered
    left join given_name_variants on lettered.given_name = given_name_variants.variant
),

rarest as (
    select
        {%- for comparison in match_rarities() %}
        max(case when comparison = '{{ comparison }}' then u_probability end) as {{ comparison }}_u,
        max(case when comparison = '{{ comparison }}' then rarest_u_probability end)
            as {{ comparison }}_rarest{{ ',' if not loop.last }}
        {%- endfor %}
    from match_weights
),

-- Rounded to whole bits, so that one more record hardly ever changes the weight of other records' values.
final as (
    select
        counted.record_id,
        row_number() over (order by counted.record_id nulls last) as record_number,
        counted.given_name,
        counted.given_name_root,
        counted.family_name,
        least(counted.given_name, counted.family_name)
        || ' ' || greatest(counted.given_name, counted.family_name) as names_in_any_order,
        left(counted.given_name, 1) as given_initial,
        left(counted.family_name, 1) as family_initial,
        left(counted.family_name, 1) || translate(substr(counted.family_name, 2), 'aeiouyhw', '') as family_sound,
        counted.birth_date,
        counted.house_number,
        counted.street,
        counted.street_line,
        counted.street_line_2,
        counted.street_word,
        counted.city,
        counted.postal_code,
        counted.email,
        counted.email_local,
        counted.email_domain,
        counted.email_digits,
        counted.email_names,
        left(counted.email_local, 4) as email_start,
        counted.phone,
        cast(counted.birth_year as integer) as birth_year,
        cast(counted.birth_month as integer) as birth_month,
        cast(counted.birth_day as integer) as birth_day
        {%- for comparison, feature in match_rarities().items() %},
        case
            when counted.{{ feature }} is not null
                then {{ rarity_bits('counted.' ~ feature, 'rarest.' ~ comparison) }}
        end as {{ comparison }}_rarity
        {%- endfor %}
    from counted
    cross join settings
    cross join rarest
)

select * from final
