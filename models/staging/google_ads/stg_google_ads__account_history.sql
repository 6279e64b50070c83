{{ config(enabled=is_registered('google_ads')) }}

with raw as (
    select * from {{ source('google_ads', 'account_history') }}
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as account_key,
        {{ upper_case(clean_text('raw.currency_code')) }} as currency,
        {{ known_moment('raw.updated_at') }} as updated_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when account_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['account_key'], latest_by='updated_at') }}
)

select * from final
