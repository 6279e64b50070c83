with moments as (
    select * from {{ ref('int_pressure__moments') }}
),

loads as (
    select * from {{ ref('int_pressure__loads') }}
),

negative_reactions as (
    select * from {{ ref('int_engagement__negative_reactions') }}
),

responses as (
    select * from {{ ref('int_engagement__channel_responses') }}
),

priors as (
    select * from {{ ref('int_engagement__channel_priors') }}
),

channels as (
    select * from {{ ref('channels') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

reactions as (
    select
        moments.measured_at,
        negative_reactions.customer_id,
        negative_reactions.channel,
        max(negative_reactions.occurred_at) as last_negative_reaction_at
    from negative_reactions
    cross join settings
    inner join moments
        on
            negative_reactions.occurred_at <= moments.measured_at
            and moments.measured_at < {{ add_days('negative_reactions.occurred_at', 'settings.reaction_window_days') }}
    where not moments.is_now
    group by moments.measured_at, negative_reactions.customer_id, negative_reactions.channel
),

pressed as (
    select
        coalesce(loads.measured_at, reactions.measured_at) as measured_at,
        coalesce(loads.customer_id, reactions.customer_id) as customer_id,
        coalesce(loads.channel, reactions.channel) as channel,
        cast(coalesce(loads.solicitation_count, 0) as integer) as solicitation_count,
        cast(coalesce(loads.pressure_load, 0) as decimal(18, 6)) as pressure_load,
        reactions.last_negative_reaction_at
    from loads
    full outer join reactions
        on
            loads.measured_at = reactions.measured_at
            and loads.customer_id = reactions.customer_id
            and loads.channel = reactions.channel
),

rates as (
    select
        pressed.*,
        priors.mean_rate,
        {{ response_rate() }} as response_rate
    from pressed
    left join priors
        on
            pressed.measured_at = priors.measured_at
            and pressed.channel = priors.channel
    left join responses
        on
            pressed.measured_at = responses.measured_at
            and pressed.customer_id = responses.customer_id
            and pressed.channel = responses.channel
),

tolerances as (
    select
        rates.*,
        {{ tolerance_multiplier('rates.response_rate', 'rates.mean_rate') }} as tolerance_multiplier
    from rates
    cross join settings
),

capacities as (
    select
        tolerances.*,
        {{ pressure_capacity('tolerances.tolerance_multiplier') }} as pressure_capacity
    from tolerances
    inner join channels on tolerances.channel = channels.channel
),

weighed as (
    select
        *,
        {{ pressure_ratio('pressure_load', 'pressure_capacity') }} as pressure_ratio
    from capacities
),

final as (
    select
        weighed.customer_id,
        weighed.channel,
        case
            when weighed.last_negative_reaction_at is not null then 'over-pressure'
            else {{ pressure_state('weighed.pressure_ratio') }}
        end as pressure_state,
        weighed.solicitation_count,
        weighed.tolerance_multiplier,
        weighed.pressure_load,
        weighed.pressure_capacity,
        weighed.pressure_ratio,
        {{ pressure_score('weighed.pressure_ratio') }} as pressure_score,
        moments.is_week_end,
        moments.is_window_start,
        weighed.measured_at,
        weighed.last_negative_reaction_at
    from weighed
    inner join moments on weighed.measured_at = moments.measured_at
    cross join settings
)

select * from final
