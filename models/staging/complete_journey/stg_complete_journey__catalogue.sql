{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'products') }}
),

cleaned as (
    select
        {{ safe_cast('raw.product_id', 'string') }} as product_key,
        {{ safe_cast('raw.manufacturer_id', 'string') }} as manufacturer_key,
        {{ clean_text('raw.department') }} as department,
        {{ clean_text('raw.product_category') }} as commodity,
        {{ clean_text('raw.product_type') }} as product_type,
        {{ clean_text('raw.brand') }} as brand,
        {{ clean_text('raw.package_size') }} as package_size,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when product_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['product_key']) }}
)

select * from final
