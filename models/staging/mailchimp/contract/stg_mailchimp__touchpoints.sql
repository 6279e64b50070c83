{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

with recipients as (
    select * from {{ ref('stg_mailchimp__campaign_recipient') }}
    where row_status = 'kept'
),

activities as (
    select * from {{ ref('stg_mailchimp__campaign_recipient_activity') }}
    where row_status = 'kept'
),

unsubscribes as (
    select * from {{ ref('stg_mailchimp__unsubscribe') }}
    where row_status = 'kept'
),

campaigns as (
    select * from {{ ref('stg_mailchimp__campaign') }}
    where row_status = 'kept'
),

name_patterns as (
    select * from {{ ref('transactional_messages') }}
),

names as (
    select
        campaign_key,
        {{ lookup_key('title') }} as name_key
    from campaigns
    union
    select
        campaign_key,
        {{ lookup_key('subject') }} as name_key
    from campaigns
),

transactional_campaigns as (
    select distinct names.campaign_key
    from names
    inner join name_patterns
        on names.name_key like name_patterns.name_pattern
),

-- The tool tells who was on the list of a sending, not when each e-mail left.
sent as (
    select
        'sending:' || recipients.row_key as touchpoint_key,
        recipients.campaign_key,
        recipients.list_key,
        recipients.member_key,
        'sent' as event,
        campaigns.sent_at as occurred_at
    from recipients
    inner join campaigns
        on recipients.campaign_key = campaigns.campaign_key
    where campaigns.sent_at is not null
),

done as (
    select
        'activity:' || row_key as touchpoint_key,
        campaign_key,
        list_key,
        member_key,
        case action when 'open' then 'opened' when 'click' then 'clicked' when 'bounce' then 'bounced' end as event,
        occurred_at
    from activities
),

refused as (
    select
        'unsubscribe:' || row_key as touchpoint_key,
        campaign_key,
        list_key,
        member_key,
        'unsubscribed' as event,
        occurred_at
    from unsubscribes
),

events as (
    select * from sent
    union all
    select * from done
    where event is not null
    union all
    select * from refused
),

final as (
    select
        'mailchimp:' || events.touchpoint_key as touchpoint_id,
        {{ entity_id('mailchimp', 'member', "events.list_key || '/' || events.member_key") }} as record_id,
        'email' as channel,
        {{ entity_id('mailchimp', 'campaign', 'campaigns.campaign_key') }} as campaign_id,
        {{ entity_id(
            'mailchimp', 'message', "events.campaign_key || '/' || events.list_key || '/' || events.member_key"
        ) }} as message_id,
        case when transactional_campaigns.campaign_key is not null then 'transactional' else 'marketing' end as purpose,
        events.event,
        cast(null as decimal(18, 4)) as cost,
        cast(null as string) as currency,
        events.occurred_at
    from events
    left join campaigns
        on events.campaign_key = campaigns.campaign_key
    left join transactional_campaigns
        on events.campaign_key = transactional_campaigns.campaign_key
)

select * from final
