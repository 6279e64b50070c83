{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

with campaigns as (
    select * from {{ ref('stg_mailchimp__campaign') }}
    where row_status = 'kept'
),

final as (
    select
        {{ entity_id('mailchimp', 'campaign', 'campaign_key') }} as campaign_id,
        'mailchimp' as source,
        'email' as channel,
        coalesce(title, subject) as name,
        sender_name as business_unit,
        -- A variable in the subject is proof of it; the template is not in the export, so its absence proves nothing.
        case when {{ matches_pattern('subject', '[*][|]') }} then true end as is_personalised,
        sent_at as started_at,
        cast(null as timestamp) as ended_at,
        cast(null as decimal(18, 2)) as cost,
        cast(null as string) as currency
    from campaigns
)

select * from final
