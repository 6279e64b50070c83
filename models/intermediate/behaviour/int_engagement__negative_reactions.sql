with conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
),

conformed_interactions as (
    select * from {{ ref('int_conformed__interactions') }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

refusals as (
    select
        conformed_touchpoints.touchpoint_id as reaction_id,
        customer_records.customer_id,
        conformed_touchpoints.channel,
        conformed_touchpoints.campaign_id,
        case conformed_touchpoints.event when 'unsubscribed' then 'unsubscribe' else 'spam report' end as kind,
        conformed_touchpoints.occurred_at
    from conformed_touchpoints
    inner join customer_records on conformed_touchpoints.record_id = customer_records.record_id
    where
        conformed_touchpoints.event in ('unsubscribed', 'complained')
        and conformed_touchpoints.occurred_at <= {{ as_of() }}
),

complaints as (
    select
        conformed_interactions.interaction_id,
        customer_records.customer_id,
        conformed_interactions.occurred_at
    from conformed_interactions
    inner join customer_records on conformed_interactions.record_id = customer_records.record_id
    where
        conformed_interactions.kind = 'complaint'
        and conformed_interactions.occurred_at <= {{ as_of() }}
),

-- A complaint names no channel: it is about the last message that came before it. Without one it is not about contact.
complaints_about_contact as (
    select
        complaints.interaction_id as reaction_id,
        complaints.customer_id,
        solicitations.channel,
        solicitations.campaign_id,
        'complaint' as kind,
        complaints.occurred_at,
        row_number() over (
            partition by complaints.interaction_id
            order by
                solicitations.solicited_at desc,
                solicitations.channel nulls last,
                solicitations.message_key nulls last
        ) as nearness
    from complaints
    cross join settings
    inner join solicitations
        on
            complaints.customer_id = solicitations.customer_id
            and complaints.occurred_at >= solicitations.solicited_at
            and solicitations.solicited_at > {{ add_days('complaints.occurred_at', '-settings.reaction_window_days') }}
),

final as (
    select * from refusals
    union all
    select
        reaction_id,
        customer_id,
        channel,
        campaign_id,
        kind,
        occurred_at
    from complaints_about_contact
    where nearness = 1
)

select * from final
