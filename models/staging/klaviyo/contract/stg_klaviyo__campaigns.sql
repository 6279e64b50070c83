{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with campaigns as (
    select * from {{ ref('stg_klaviyo__campaign') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('klaviyo', 'campaign', 'campaign_key') }} as campaign_id,
        'klaviyo' as source,
        case
            when {{ matches_pattern(lower_case('campaign_type'), 'sms') }} then 'sms'
            when {{ matches_pattern(lower_case('campaign_type'), 'push') }} then 'app_push'
            else 'email'
        end as channel,
        name,
        sender_name as business_unit,
        -- A variable in the subject is proof of it; the template is not in the export, so its absence proves nothing.
        case when {{ matches_pattern('subject', '[{][{%]') }} then true end as is_personalised,
        coalesce(send_started_at, sent_at) as started_at,
        sent_at as ended_at,
        cast(null as decimal(18, 2)) as cost,
        cast(null as string) as currency
    from campaigns
)

select * from final
