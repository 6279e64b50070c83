{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'demographics') }}
),

cleaned as (
    select
        {{ safe_cast('raw.household_id', 'string') }} as household_key,
        {{ clean_text('raw.age') }} as age_band,
        {{ clean_text('raw.income') }} as income_band,
        {{ clean_text('raw.home_ownership') }} as home_ownership,
        {{ clean_text('raw.marital_status') }} as marital_status,
        {{ clean_text('raw.household_size') }} as household_size,
        {{ clean_text('raw.household_comp') }} as household_composition,
        {{ clean_text('raw.kids_count') }} as kids_count,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        *,
        case when household_key is null then 'no key' end as rejection_reason
    from cleaned
),

final as (
    {{ classify_rows('judged', key=['household_key']) }}
)

select * from final
