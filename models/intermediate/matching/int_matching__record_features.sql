{{ config(materialized=kept_up_materialization(), concerned='int_identity__affected_records') }}

with contacts as (
    {{ concerned_rows('int_conformed__contacts', 'int_identity__affected_records') }}
),

identifiers as (
    {{ concerned_rows('int_identity__normalised_identifiers', 'int_identity__affected_records') }}
    where identifier_value is not null and identifier_type in ('email', 'phone')
),

hubs as (
    select * from {{ ref('int_identity__hubs') }}
),

given_name_variants as (
    select * from {{ ref('given_name_variants') }}
),

sources_with_given_names as (
    select distinct source
    from {{ ref('int_conformed__contacts') }}
    where first_name is not null
),

compared as (
    select * from contacts
    where coalesce(first_name, last_name, street) is not null or birth_date is not null
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
    inner join compared on identifiers.record_id = compared.record_id
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
        compared.*,
        {{ normalise_name('compared.first_name') }} as given_words,
        {{ normalise_name('compared.last_name') }} as family_words,
        {{ normalise_name('compared.city') }} as city_words,
        {{ written_out_street('compared.street') }} as street_text,
        -- What is no code of its country is compared as it was written.
        coalesce(
            {{ normalise_postal_code('compared.postal_code', 'compared.country_code') }}, compared.postal_code
        ) as code_text,
        coalesce(contains(compared.last_name, ','), false) as is_family_first,
        sources_with_given_names.source is null as has_one_name_column
    from compared
    left join sources_with_given_names on compared.source = sources_with_given_names.source
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
        nullif({{ replace_pattern(upper_case('split.code_text'), '[^A-Z0-9]+', '') }}, '') as postal_code,
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

final as (
    select
        counted.record_id,
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
    from counted
)

select * from final
