{{ config(enabled=is_registered('pos')) }}

with raw as (
    select * from {{ source('pos', 'loyalty_card') }}
),

cleaned as (
    select
        {{ clean_text('raw.card_no') }} as card_key,
        {{ clean_text('raw.first_name') }} as first_name,
        {{ clean_text('raw.last_name') }} as last_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ clean_text('raw.street') }} as street,
        {{ clean_text('raw.city') }} as city,
        {{ upper_case(clean_text('raw.region')) }} as region,
        {{ clean_text('raw.postal_code') }} as postal_code,
        {{ upper_case(clean_text('raw.country_code')) }} as country_code,
        {{ lower_case('substring(' ~ clean_text('raw.language') ~ ', 1, 2)') }} as language,
        {{ clean_text('raw.store_code') }} as store_code,
        {{ parse_boolean('raw.email_optin') }} as is_email_accepted,
        {{ parse_boolean('raw.sms_optin') }} as is_sms_accepted,
        {{ parse_boolean('raw.mail_optin') }} as is_mail_accepted,
        {{ parse_timestamp(trim_blanks('raw.birth_date'), 'dd/mm/yyyy') }} as born_at,
        {{ parse_timestamp(trim_blanks('raw.issued_on'), 'dd/mm/yyyy') }} as issued_at,
        {{ parse_timestamp(trim_blanks('raw.updated_on'), 'dd/mm/yyyy') }} as updated_at,
        case
            when {{ is_unreadable('raw.issued_on', parse_timestamp(trim_blanks('raw.issued_on'), 'dd/mm/yyyy')) }}
                then 'issued_on'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['born_at', 'updated_at']) }},
        -- A wrong birth date is no reason to lose a person. Nobody alive was born 120 years ago, and a date after
        -- the card was issued is the till's placeholder.
        case
            when
                born_at <= coalesce(issued_at, {{ as_of() }})
                and born_at > {{ add_months(as_of(), -1440) }}
                then cast(born_at as date)
        end as birth_date,
        -- A version written after as_of has no moment here, so that an older version goes before it.
        case when updated_at <= {{ as_of() }} then updated_at end as updated_at,
        case
            when card_key is null then 'no key'
            when unreadable_column is not null then 'unreadable value: ' || unreadable_column
            when {{ is_impossible_date('issued_at') }} then 'impossible date: issued_on'
            when {{ is_after_as_of('issued_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['card_key'], latest_by='updated_at') }}
)

select * from final
