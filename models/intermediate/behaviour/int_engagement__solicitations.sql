with messages as (
    select * from {{ ref('int_engagement__messages') }}
),

channels as (
    select * from {{ ref('channels') }}
),

message_types as (
    select * from {{ ref('message_types') }}
),

solicitations as (
    select
        *,
        {{ age_in_days('sent_at', as_of()) }} as age_days
    from messages
    where
        customer_id is not null
        and message_type <> 'transactional'
        and has_reached
),

final as (
    select
        solicitations.customer_id,
        solicitations.record_id,
        solicitations.channel,
        solicitations.message_key,
        solicitations.campaign_id,
        solicitations.message_type,
        {{ pressure_load(
            'channels.intrusiveness', 'message_types.weight', 'solicitations.age_days', 'channels.persistence_days'
        ) }} as pressure_load,
        solicitations.age_days,
        solicitations.has_response,
        solicitations.has_open,
        solicitations.has_click,
        solicitations.sent_at as solicited_at,
        -- Three quarters of the responses are in after two half-lives; before that a silence says nothing.
        {{ add_seconds('solicitations.sent_at', 'cast(2 * 3600 * channels.response_half_life_hours as bigint)') }}
            as response_due_at,
        solicitations.responded_at
    from solicitations
    inner join channels on solicitations.channel = channels.channel
    inner join message_types on solicitations.message_type = message_types.message_type
)

select * from final
