with conformed_consents as (
    select * from {{ ref('int_conformed__consents') }}
    where occurred_at <= {{ as_of() }}
),

conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
    where occurred_at <= {{ as_of() }}
),

channels as (
    select * from {{ ref('channels') }}
),

-- GDPR art. 21(3): after an objection the data are no longer used for the purpose, whatever the channel.
consents as (
    select
        conformed_consents.consent_id as statement_id,
        conformed_consents.record_id,
        channels.channel,
        conformed_consents.purpose,
        conformed_consents.status,
        case
            when conformed_consents.status = 'granted' then coalesce(conformed_consents.basis, 'express')
        end as basis,
        conformed_consents.evidence,
        conformed_consents.occurred_at
    from conformed_consents
    inner join channels on conformed_consents.channel = channels.channel or conformed_consents.status = 'objected'
),

-- Whoever leaves a list or reports spam refuses marketing, also when the message that made them do it was a receipt.
refusals as (
    select
        -- A tool's consent event may have the key of the message event that it was made from.
        'touchpoint ' || touchpoint_id as statement_id,
        record_id,
        channel,
        'marketing' as purpose,
        'withdrawn' as status,
        cast(null as string) as basis,
        case event when 'unsubscribed' then 'unsubscribe' else 'spam report' end
        || coalesce(' on message ' || message_id, ' on campaign ' || campaign_id, '') as evidence,
        occurred_at
    from conformed_touchpoints
    where event in ('unsubscribed', 'complained')
),

statements as (
    select * from consents
    union all
    select * from refusals
),

final as (
    select *
    from statements
    where record_id is not null
)

select * from final
