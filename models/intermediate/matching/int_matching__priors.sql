with features as (
    select * from {{ ref('int_matching__features') }}
),

pair_levels as (
    select * from {{ ref('int_matching__pair_levels') }}
),

match_weights as (
    select * from {{ ref('match_weights') }}
),

settings as (
    select * from {{ ref('int_matching__settings') }}
),

household_weights as (
    select
        max(case when comparison = 'house_number' and level = 'exact' then household_probability end) as address_share,
        max(case when comparison = 'email' and level = 'exact' then household_probability end) as email_share,
        max(case when comparison = 'phone' and level = 'exact' then household_probability end) as phone_share,
        max(case when comparison = 'given_name' and level = 'other' then m_probability end) as other_given_name,
        sum(case when comparison = 'birth_date' and level in ('year', 'part', 'other') then m_probability end)
            as other_birth_date
    from match_weights
),

-- How many records would show members of their household, if they had any: those with a name, a birth date and
-- something that households share.
telling_records as (
    select
        count(*) as record_count,
        sum(
            case
                when features.given_name is null or features.birth_date is null then 0.0
                when features.house_number is not null and features.street is not null
                    then household_weights.address_share
                when features.phone is not null then household_weights.phone_share
                when features.email is not null then household_weights.email_share
                else 0.0
            end
        ) as telling_record_count
    from features
    cross join household_weights
),

groups as (
    select
        given_name_level,
        birth_date_level,
        house_number_level = 'exact' and street_level in ('exact', 'close')
        and place_level in ('postal_code', 'near_postal_code', 'city') as is_one_address,
        email_level = 'exact' or phone_level = 'exact' as is_one_contact,
        email_level in ('exact', 'close', 'same_name') or phone_level = 'exact' as is_like_contact,
        given_name_level in ('exact', 'close', 'nickname') and family_name_level in ('exact', 'close') as is_one_name
    from pair_levels
),

seen_pairs as (
    select
        sum(
            case
                when
                    (is_one_address or is_one_contact)
                    and given_name_level = 'other' and birth_date_level in ('year', 'part', 'other')
                    then 1
                else 0
            end
        ) as household_pair_count,
        sum(
            case
                when
                    given_name_level <> 'other'
                    and case when birth_date_level = 'exact' then 1 else 0 end + case when is_one_name then 1 else 0 end
                    + case when is_one_address then 1 else 0 end + case when is_like_contact then 1 else 0 end >= 2
                    then 1
                else 0
            end
        ) as likely_match_count
    from groups
),

rates as (
    select
        telling_records.record_count,
        round(coalesce(telling_records.telling_record_count, 0.0), 4) as telling_record_count,
        coalesce(seen_pairs.household_pair_count, 0) as household_pair_count,
        coalesce(seen_pairs.likely_match_count, 0) as likely_match_count,
        -- A wrong given name beside a wrong birth date looks like a household: three times what is expected of such
        -- errors is taken off, since tables differ in how dirty they are and real households are far more.
        greatest(
            coalesce(seen_pairs.household_pair_count, 0)
            - 3 * coalesce(seen_pairs.likely_match_count, 0)
            * household_weights.other_given_name * household_weights.other_birth_date,
            0.0
        ) as household_pairs_beyond_errors
    from telling_records
    cross join seen_pairs
    cross join household_weights
),

shares as (
    select
        rates.record_count,
        rates.telling_record_count,
        rates.household_pair_count,
        rates.likely_match_count,
        (rates.household_pairs_beyond_errors + settings.household_weight * settings.household_pairs_per_record)
        / (rates.telling_record_count + settings.household_weight) as household_pairs_per_record,
        greatest(rates.likely_match_count / greatest(rates.record_count, 1), settings.matching_pairs_per_record)
            as matching_pairs_per_record,
        settings.reference_records
    from rates
    cross join settings
),

final as (
    select
        record_count,
        telling_record_count,
        household_pair_count,
        likely_match_count,
        household_pairs_per_record,
        matching_pairs_per_record,
        round(log2(2 * matching_pairs_per_record / (record_count + reference_records))) as match_prior,
        round(log2(2 * household_pairs_per_record / (record_count + reference_records))) as household_prior
    from shares
)

select * from final
