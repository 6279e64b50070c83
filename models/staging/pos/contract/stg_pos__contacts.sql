{{ config(enabled=is_registered('pos'), materialized='view') }}

with cards as (
    select * from {{ ref('stg_pos__loyalty_card') }}
    where row_status = 'kept'
),

receipts as (
    select * from {{ ref('stg_pos__receipt') }}
    where row_status = 'kept' and record_id is not null and not is_card_known
),

card_records as (
    select
        {{ entity_id('pos', 'loyalty_card', 'card_key') }} as record_id,
        'loyalty_card' as object,
        card_key as source_key,
        first_name,
        last_name,
        birth_date,
        language,
        street,
        city,
        region,
        postal_code,
        country_code,
        store_code,
        issued_at as created_at,
        coalesce(updated_at, issued_at) as updated_at
    from cards
),

-- A receipt without a known card stands for its buyer, of whom only an e-mail address or a card number is known.
receipt_records as (
    select
        record_id,
        'receipt' as object,
        receipt_key as source_key,
        cast(null as string) as first_name,
        cast(null as string) as last_name,
        cast(null as date) as birth_date,
        cast(null as string) as language,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        cast(null as string) as country_code,
        store_code,
        sold_at as created_at,
        sold_at as updated_at
    from receipts
),

records as (
    select * from card_records
    union all
    select * from receipt_records
),

final as (
    select
        record_id,
        'pos' as source,
        object,
        source_key,
        first_name,
        last_name,
        birth_date,
        language,
        'b2c' as customer_type,
        cast(null as string) as company_name,
        street,
        city,
        region,
        postal_code,
        country_code,
        store_code,
        false as is_deleted,
        created_at,
        updated_at
    from records
)

select * from final
