{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'customer') }}
),

cleaned as (
    select
        cast(raw.id as string) as customer_key,
        {{ clean_text('raw.first_name') }} as first_name,
        {{ clean_text('raw.last_name') }} as last_name,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ lower_case(clean_text('raw.state')) }} as account_state,
        {{ parse_boolean('raw.accepts_marketing') }} as is_marketing_accepted,
        {{ parse_instant('raw.created_at') }} as created_at,
        {{ parse_instant('raw.updated_at') }} as updated_at,
        case
            when {{ is_unreadable('raw.created_at', parse_instant('raw.created_at')) }} then 'created_at'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {{ all_columns_except(['updated_at']) }},
        -- A version written after as_of has no moment here, so that an older version goes before it.
        case when updated_at <= {{ as_of() }} then updated_at end as updated_at,
        case
            when customer_key is null then 'no key'
            when unreadable_column is not null then 'unreadable value: ' || unreadable_column
            when {{ is_impossible_date('created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['customer_key'], latest_by='updated_at') }}
)

select * from final
