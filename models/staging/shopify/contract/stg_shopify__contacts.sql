{{ config(enabled=is_registered('shopify'), materialized='view') }}

with customers as (
    select * from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept'
),

orders as (
    select * from {{ ref('stg_shopify__order') }}
    where row_status = 'kept'
),

checkouts as (
    select * from {{ ref('stg_shopify__abandoned_checkout') }}
    where row_status = 'kept'
),

-- The account itself carries no address: a person lives where the last order went.
latest_addresses as (
    select *
    from (
        select
            *,
            row_number() over (
                partition by record_id
                order by ordered_at desc, order_key desc
            ) as recency
        from orders
        where coalesce(street, city, postal_code, country_code) is not null
    ) as ranked_orders
    where recency = 1
),

latest_languages as (
    select *
    from (
        select
            *,
            row_number() over (
                partition by customer_key
                order by created_at desc, checkout_key desc
            ) as recency
        from checkouts
        where customer_key is not null and language is not null
    ) as ranked_checkouts
    where recency = 1
),

accounts as (
    select
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        *
    from customers
),

account_records as (
    select
        accounts.record_id,
        'customer' as object,
        accounts.customer_key as source_key,
        accounts.first_name,
        accounts.last_name,
        latest_languages.language,
        latest_addresses.street,
        latest_addresses.city,
        latest_addresses.region,
        latest_addresses.postal_code,
        latest_addresses.country_code,
        accounts.created_at,
        coalesce(accounts.updated_at, accounts.created_at) as updated_at
    from accounts
    left join latest_addresses
        on accounts.record_id = latest_addresses.record_id
    left join latest_languages
        on accounts.customer_key = latest_languages.customer_key
),

-- An order without a known account stands for its buyer.
guest_records as (
    select
        record_id,
        'order' as object,
        order_key as source_key,
        first_name,
        last_name,
        cast(null as string) as language,
        street,
        city,
        region,
        postal_code,
        country_code,
        ordered_at as created_at,
        ordered_at as updated_at
    from orders
    where record_id = {{ entity_id('shopify', 'order', 'order_key') }}
),

records as (
    select * from account_records
    union all
    select * from guest_records
),

final as (
    select
        record_id,
        'shopify' as source,
        object,
        source_key,
        first_name,
        last_name,
        cast(null as date) as birth_date,
        language,
        'b2c' as customer_type,
        cast(null as string) as company_name,
        street,
        city,
        region,
        postal_code,
        country_code,
        cast(null as string) as store_code,
        false as is_deleted,
        created_at,
        updated_at
    from records
)

select * from final
