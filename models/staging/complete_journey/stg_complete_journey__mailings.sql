{{ config(enabled=is_registered('complete_journey')) }}

with raw as (
    select * from {{ source('complete_journey', 'campaigns') }}
),

campaigns as (
    select distinct campaign_key
    from {{ ref('stg_complete_journey__campaign_descriptions') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ safe_cast('raw.campaign_id', 'string') }} as campaign_key,
        {{ safe_cast('raw.household_id', 'string') }} as household_key,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when cleaned.campaign_key is null or cleaned.household_key is null then 'no key'
            when campaigns.campaign_key is null then 'orphan: no campaign'
        end as rejection_reason
    from cleaned
    left join campaigns on cleaned.campaign_key = campaigns.campaign_key
),

final as (
    {{ classify_rows('judged', key=['campaign_key', 'household_key']) }}
)

select * from final
