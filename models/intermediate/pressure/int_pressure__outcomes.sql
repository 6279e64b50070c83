with moments as (
    select * from {{ ref('int_pressure__moments') }}
    where is_window_start
),

states as (
    select * from {{ ref('int_pressure__states') }}
    where is_window_start
),

solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

negative_reactions as (
    select * from {{ ref('int_engagement__negative_reactions') }}
),

customer_spans as (
    select * from {{ ref('int_activity__customer_spans') }}
),

-- Who was not known when the window began had no state then.
solicited as (
    select
        moments.measured_at,
        solicitations.customer_id,
        solicitations.channel,
        count(*) as solicitation_count,
        count(solicitations.responded_at) as response_count
    from solicitations
    inner join moments
        on
            solicitations.solicited_at > moments.measured_at
            and solicitations.solicited_at <= {{ add_days('moments.measured_at', 28) }}
    inner join customer_spans
        on
            solicitations.customer_id = customer_spans.customer_id
            and moments.measured_at >= customer_spans.first_seen_at
    group by moments.measured_at, solicitations.customer_id, solicitations.channel
),

reactions as (
    select
        moments.measured_at,
        negative_reactions.customer_id,
        negative_reactions.channel,
        count(*) as reaction_count
    from negative_reactions
    inner join moments
        on
            negative_reactions.occurred_at > moments.measured_at
            and negative_reactions.occurred_at <= {{ add_days('moments.measured_at', 28) }}
    group by moments.measured_at, negative_reactions.customer_id, negative_reactions.channel
),

final as (
    select
        solicited.customer_id,
        solicited.channel,
        coalesce(states.pressure_state, 'under-pressure') as pressure_state,
        cast(solicited.solicitation_count as integer) as solicitation_count,
        cast(solicited.response_count as integer) as response_count,
        coalesce(states.pressure_score, 0) as pressure_score,
        reactions.customer_id is not null as has_reacted,
        solicited.measured_at as window_start_at
    from solicited
    left join states
        on
            solicited.measured_at = states.measured_at
            and solicited.customer_id = states.customer_id
            and solicited.channel = states.channel
    left join reactions
        on
            solicited.measured_at = reactions.measured_at
            and solicited.customer_id = reactions.customer_id
            and solicited.channel = reactions.channel
)

select * from final
