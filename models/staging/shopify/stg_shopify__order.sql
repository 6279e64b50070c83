{{ config(enabled=is_registered('shopify')) }}

with raw as (
    select * from {{ source('shopify', 'order') }}
),

known_customers as (
    select customer_key
    from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

cleaned as (
    select
        cast(raw.id as string) as order_key,
        cast(raw.customer_id as string) as customer_key,
        cast(raw.location_id as string) as location_key,
        {{ clean_text('raw.email') }} as email,
        {{ clean_text('raw.billing_address_phone') }} as billing_phone,
        {{ clean_text('raw.shipping_address_phone') }} as shipping_phone,
        {{ clean_text('raw.billing_address_first_name') }} as billing_first_name,
        {{ clean_text('raw.billing_address_last_name') }} as billing_last_name,
        {{ clean_text('raw.shipping_address_first_name') }} as shipping_first_name,
        {{ clean_text('raw.shipping_address_last_name') }} as shipping_last_name,
        {%- for side in ['billing', 'shipping'] %}
        {{ clean_text('raw.' ~ side ~ '_address_address_1') }} as {{ side }}_street,
        {{ clean_text('raw.' ~ side ~ '_address_city') }} as {{ side }}_city,
        coalesce(
            {{ upper_case(clean_text('raw.' ~ side ~ '_address_province_code')) }},
            {{ clean_text('raw.' ~ side ~ '_address_province') }}
        ) as {{ side }}_region,
        {{ clean_text('raw.' ~ side ~ '_address_zip') }} as {{ side }}_postal_code,
        {{ upper_case(clean_text('raw.' ~ side ~ '_address_country_code')) }} as {{ side }}_country_code,
        {%- endfor %}
        {{ upper_case(clean_text('raw.currency')) }} as currency,
        {{ lower_case(clean_text('raw.source_name')) }} as source_name,
        {{ lower_case(clean_text('raw.financial_status')) }} as financial_status,
        {{ safe_cast('raw.total_line_items_price', 'decimal(18, 2)') }} as line_items_price,
        {{ safe_cast('raw.subtotal_price', 'decimal(18, 2)') }} as subtotal_price,
        {{ safe_cast('raw.total_price', 'decimal(18, 2)') }} as total_price,
        {{ safe_cast('raw.total_tax', 'decimal(18, 2)') }} as total_tax,
        coalesce({{ parse_boolean('raw.taxes_included') }}, false) as is_tax_included,
        coalesce({{ parse_boolean('raw.buyer_accepts_marketing') }}, false) as is_marketing_accepted,
        coalesce({{ parse_boolean('raw.test') }}, false) as is_test,
        {{ parse_instant('raw.created_at') }} as created_at,
        -- The date on the order and in the shop's own reports; imported orders keep theirs.
        coalesce(
            {{ parse_instant('raw.processed_at') }},
            {{ parse_instant('raw.created_at') }}
        ) as ordered_at,
        {{ parse_instant('raw.cancelled_at') }} as cancelled_at,
        {{ parse_instant('raw.updated_at') }} as updated_at,
        case
            when {{ parse_instant('raw.created_at') }} is null then 'created_at'
            when {{ safe_cast('raw.total_line_items_price', 'decimal(18, 2)') }} is null
                then 'total_line_items_price'
            when {{ safe_cast('raw.subtotal_price', 'decimal(18, 2)') }} is null then 'subtotal_price'
        end as unreadable_column,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

-- The payer's name goes before the recipient's (a gift); the address to which mail goes before the payer's.
-- Each is taken whole from one side, never mixed.
addressed as (
    select
        order_key,
        customer_key,
        location_key,
        email,
        billing_phone,
        shipping_phone,
        case
            when coalesce(billing_first_name, billing_last_name) is not null then billing_first_name
            else shipping_first_name
        end as first_name,
        case
            when coalesce(billing_first_name, billing_last_name) is not null then billing_last_name
            else shipping_last_name
        end as last_name,
        {%- for part in ['street', 'city', 'region', 'postal_code', 'country_code'] %}
        case
            when coalesce(shipping_street, shipping_city, shipping_postal_code, shipping_country_code)
                is not null then shipping_{{ part }}
            else billing_{{ part }}
        end as {{ part }},
        {%- endfor %}
        currency,
        source_name,
        financial_status,
        line_items_price,
        subtotal_price,
        -- The share of tax in every price of the order: goods and shipping are taxed alike.
        case
            when is_tax_included and total_price > 0
                then {{ rounded(quotient('coalesce(total_tax, 0)', 'total_price'), scale=10) }}
            else 0
        end as tax_share,
        is_marketing_accepted,
        is_test,
        created_at,
        ordered_at,
        case when cancelled_at <= {{ as_of() }} then cancelled_at end as cancelled_at,
        case when updated_at <= {{ as_of() }} then updated_at end as updated_at,
        unreadable_column,
        raw_row
    from cleaned
),

judged as (
    select
        addressed.*,
        cast(addressed.line_items_price * (1 - addressed.tax_share) as decimal(18, 2)) as gross_amount,
        cast(addressed.subtotal_price * (1 - addressed.tax_share) as decimal(18, 2)) as paid_amount,
        case
            when known_customers.customer_key is not null
                then {{ entity_id('shopify', 'customer', 'known_customers.customer_key') }}
            when coalesce(
                    addressed.email, addressed.billing_phone, addressed.shipping_phone, addressed.last_name
                ) is not null then {{ entity_id('shopify', 'order', 'addressed.order_key') }}
        end as record_id,
        case
            when addressed.order_key is null then 'no key'
            when addressed.unreadable_column is not null
                then 'unreadable value: ' || addressed.unreadable_column
            when {{ is_impossible_date('addressed.created_at') }} then 'impossible date: created_at'
            when {{ is_impossible_date('addressed.ordered_at') }} then 'impossible date: processed_at'
            when {{ is_after_as_of('addressed.ordered_at') }} then 'after as_of'
            when addressed.is_test then 'test order'
            when addressed.subtotal_price < 0 or addressed.line_items_price < addressed.subtotal_price
                then 'negative amount'
        end as rejection_reason
    from addressed
    left join known_customers
        on addressed.customer_key = known_customers.customer_key
),

final as (
    {{ classify_rows('judged', key=['order_key'], latest_by='updated_at') }}
)

select * from final
