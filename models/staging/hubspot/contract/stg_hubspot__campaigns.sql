{{ config(enabled=is_registered('hubspot'), materialized='view') }}

with campaigns as (
    select * from {{ ref('stg_hubspot__email_campaign') }}
    where row_status = 'kept'
),

events as (
    select * from {{ ref('stg_hubspot__email_event') }}
    where row_status = 'kept' and event_type = 'sent'
),

sendings as (
    select
        campaign_key,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at
    from events
    group by campaign_key
),

final as (
    select
        {{ entity_id('hubspot', 'email_campaign', 'campaigns.campaign_key') }} as campaign_id,
        'hubspot' as source,
        'email' as channel,
        coalesce(campaigns.name, campaigns.subject) as name,
        campaigns.app_name as business_unit,
        -- A variable in the subject is proof of it; the template is not in the export, so its absence proves nothing.
        case when {{ matches_pattern('campaigns.subject', '[{][{%]') }} then true end as is_personalised,
        sendings.started_at,
        sendings.ended_at,
        cast(null as decimal(18, 2)) as cost,
        cast(null as string) as currency
    from campaigns
    left join sendings
        on campaigns.campaign_key = sendings.campaign_key
)

select * from final
