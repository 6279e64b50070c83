-- Did the pressure of a day foretell who would have had enough? For each window of 28 days and channel: the states
-- when the window began, how many of each reacted negatively until its end, how many messages were answered, and the
-- AUC of the score: the chance that a customer who reacted had the higher score than one who did not (ties count half).
with outcomes as (
    select * from {{ ref('int_pressure__outcomes') }}
),

scores as (
    select
        window_start_at,
        channel,
        pressure_score,
        sum(case when has_reacted then 1 else 0 end) as reacted,
        sum(case when has_reacted then 0 else 1 end) as stayed
    from outcomes
    group by window_start_at, channel, pressure_score
),

ranked_scores as (
    select
        *,
        sum(stayed) over (
            partition by window_start_at, channel
            order by pressure_score nulls last
            rows between unbounded preceding and current row
        ) as stayed_until
    from scores
),

curves as (
    select
        window_start_at,
        channel,
        sum(reacted * (stayed_until - stayed / 2.0)) / nullif(sum(reacted) * sum(stayed), 0) as auc
    from ranked_scores
    group by window_start_at, channel
),

states as (
    select
        window_start_at,
        channel,
        pressure_state,
        count(*) as customers,
        sum(case when has_reacted then 1 else 0 end) as reacted,
        sum(solicitation_count) as messages,
        sum(response_count) as answered
    from outcomes
    group by window_start_at, channel, pressure_state
)

select
    states.window_start_at,
    states.channel,
    states.pressure_state,
    states.customers,
    states.reacted,
    round(states.reacted / cast(states.customers as double), 4) as reaction_rate,
    states.messages,
    round(states.answered / cast(states.messages as double), 4) as answer_rate,
    round(curves.auc, 4) as auc_of_channel
from states
inner join curves
    on
        states.window_start_at = curves.window_start_at
        and states.channel = curves.channel
order by
    states.window_start_at desc,
    states.channel,
    case states.pressure_state when 'under-pressure' then 1 when 'balance' then 2 else 3 end
