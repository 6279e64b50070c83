{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'product') }}
),

cleaned as (
    select
        cast(raw.id as string) as product_key,
        {{ clean_text('raw.title') }} as title,
        {{ clean_text('raw.product_type') }} as product_type,
        {{ clean_text('raw.vendor') }} as vendor,
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
        case when updated_at <= {{ as_of() }} then updated_at end as updated_at,
        case
            when product_key is null then 'no key'
            when unreadable_column is not null then 'unreadable value: ' || unreadable_column
            when {{ is_impossible_date('created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('created_at') }} then 'after as_of'
        end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['product_key'], latest_by='updated_at') }}
)

select * from final
