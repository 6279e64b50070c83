{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'abandoned_checkout') }}
),

known_customers as (
    select customer_key
    from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as checkout_key,
        cast(raw.customer_id as string) as customer_key,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.phone') }} as phone,
        {{ clean_text('raw.billing_address_phone') }} as billing_phone,
        {{ clean_text('raw.shipping_address_phone') }} as shipping_phone,
        {{ lower_case('substring(' ~ clean_text('raw.customer_locale') ~ ', 1, 2)') }} as language,
        {{ upper_case(clean_text('raw.currency')) }} as currency,
        {{ clean_text('raw.abandoned_checkout_url') }} as url,
        {{ safe_cast('raw.subtotal_price', 'decimal(18, 2)') }} as subtotal_price,
        {{ safe_cast('raw.total_price', 'decimal(18, 2)') }} as total_price,
        {{ safe_cast('raw.total_tax', 'decimal(18, 2)') }} as total_tax,
        coalesce({{ parse_boolean('raw.taxes_included') }}, false) as is_tax_included,
        {{ parse_instant('raw.created_at') }} as created_at,
        {{ parse_instant('raw.updated_at') }} as updated_at,
        {{ parse_instant('raw.completed_at') }} as completed_at,
        case
            when {{ parse_instant('raw.created_at') }} is null then 'created_at'
            when {{ is_unreadable('raw.subtotal_price', safe_cast('raw.subtotal_price', 'decimal(18, 2)')) }}
                then 'subtotal_price'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.checkout_key,
        known_customers.customer_key,
        cleaned.email,
        cleaned.phone,
        cleaned.billing_phone,
        cleaned.shipping_phone,
        cleaned.language,
        cleaned.currency,
        cleaned.url,
        cast(
            case
                when cleaned.is_tax_included and cleaned.total_price > 0
                    then cleaned.subtotal_price
                        * (
                            1 - {{ rounded(
                                quotient('coalesce(cleaned.total_tax, 0)', 'cleaned.total_price'), scale=10
                            ) }}
                        )
                else cleaned.subtotal_price
            end as decimal(18, 2)
        ) as amount,
        cleaned.created_at,
        case when cleaned.updated_at <= {{ as_of() }} then cleaned.updated_at end as updated_at,
        case when cleaned.completed_at <= {{ as_of() }} then cleaned.completed_at end as completed_at,
        cleaned.unreadable_column,
        cleaned.raw_row,
        case
            when cleaned.checkout_key is null then 'no key'
            when cleaned.unreadable_column is not null
                then 'unreadable value: ' || cleaned.unreadable_column
            when {{ is_impossible_date('cleaned.created_at') }} then 'impossible date: created_at'
            when {{ is_after_as_of('cleaned.created_at') }} then 'after as_of'
            when cleaned.subtotal_price < 0 then 'negative amount'
        end as rejection_reason
    from cleaned
    left join known_customers
        on cleaned.customer_key = known_customers.customer_key
),

final as (
    {{ classify_rows('judged', key=['checkout_key'], latest_by='updated_at') }}
)

select * from final
