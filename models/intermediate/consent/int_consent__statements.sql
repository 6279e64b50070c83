with conformed_consents as (
    select * from {{ ref('int_conformed__consents') }}
    where occurred_at <= {{ as_of() }}
),

conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
    where occurred_at <= {{ as_of() }}
),

conformed_interactions as (
    select
        interaction_id,
        record_id,
        kind,
        {{ lookup_key('subject') }} as subject_key,
        occurred_at
    from {{ ref('int_conformed__interactions') }}
    where
        occurred_at <= {{ as_of() }}
        and subject is not null
),

phrases as (
    select * from {{ ref('refusal_phrases') }}
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

-- Subjects repeat, so the phrases are held against the distinct ones.
subjects as (
    select distinct subject_key
    from conformed_interactions
),

refused_subjects as (
    select
        subjects.subject_key,
        channels.channel,
        max(case phrases.status when 'objected' then 1 else 0 end) = 1 as is_objection
    from subjects
    inner join phrases on subjects.subject_key like phrases.phrase
    inner join channels
        on
            phrases.status = 'objected'
            or phrases.channel in ('*', channels.channel)
    group by subjects.subject_key, channels.channel
),

-- GDPR art. 7(3) and 21, CASL s. 6(2)(c): a refusal needs no form, so a letter to the service desk is one.
requests as (
    select
        'interaction ' || conformed_interactions.interaction_id as statement_id,
        conformed_interactions.record_id,
        refused_subjects.channel,
        'marketing' as purpose,
        case when refused_subjects.is_objection then 'objected' else 'withdrawn' end as status,
        cast(null as string) as basis,
        'request in ' || conformed_interactions.kind || ' ' || conformed_interactions.interaction_id as evidence,
        conformed_interactions.occurred_at
    from conformed_interactions
    inner join refused_subjects on conformed_interactions.subject_key = refused_subjects.subject_key
),

statements as (
    select * from consents
    union all
    select * from refusals
    union all
    select * from requests
),

final as (
    select *
    from statements
    where record_id is not null
)

select * from final
