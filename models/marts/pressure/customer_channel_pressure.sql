with channel_reach as (
    select * from {{ ref('int_engagement__channel_reach') }}
),

contactability as (
    select * from {{ ref('customer_contactability') }}
    where purpose = 'marketing'
),

solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

responses as (
    select * from {{ ref('int_engagement__channel_responses') }}
    where measured_at = {{ as_of() }}
),

priors as (
    select * from {{ ref('int_engagement__channel_priors') }}
    where measured_at = {{ as_of() }}
),

negative_reactions as (
    select * from {{ ref('int_engagement__negative_reactions') }}
),

channels as (
    select * from {{ ref('channels') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

loads as (
    select
        solicitations.customer_id,
        solicitations.channel,
        sum(solicitations.pressure_load) as pressure_load,
        count(*) as solicitation_count,
        sum(case when solicitations.solicited_at > {{ add_days(as_of(), -7) }} then 1 else 0 end) as count_7_days,
        sum(case when solicitations.solicited_at > {{ add_days(as_of(), -28) }} then 1 else 0 end) as count_28_days,
        max(solicitations.solicited_at) as last_solicited_at
    from solicitations
    cross join settings
    where solicitations.solicited_at > {{ add_days(as_of(), '-settings.window_days') }}
    group by solicitations.customer_id, solicitations.channel
),

recent_reactions as (
    select
        negative_reactions.customer_id,
        negative_reactions.channel,
        max(negative_reactions.occurred_at) as last_negative_reaction_at
    from negative_reactions
    cross join settings
    where negative_reactions.occurred_at > {{ add_days(as_of(), '-settings.reaction_window_days') }}
    group by negative_reactions.customer_id, negative_reactions.channel
),

rates as (
    select
        channel_reach.customer_id,
        channel_reach.channel,
        channel_reach.has_address,
        channel_reach.has_address and contactability.is_contactable as is_reachable,
        contactability.refusal_reason,
        priors.mean_rate,
        {{ response_rate() }} as response_rate
    from channel_reach
    inner join contactability
        on
            channel_reach.customer_id = contactability.customer_id
            and channel_reach.channel = contactability.channel
    left join priors on channel_reach.channel = priors.channel
    left join responses
        on
            channel_reach.customer_id = responses.customer_id
            and channel_reach.channel = responses.channel
),

tolerances as (
    select
        rates.*,
        {{ tolerance_multiplier('rates.response_rate', 'rates.mean_rate') }} as tolerance_multiplier
    from rates
    cross join settings
),

measured as (
    select
        tolerances.*,
        channels.cap_7_days,
        channels.cap_28_days,
        {{ closes_channel() }} as is_closed,
        loads.last_solicited_at,
        recent_reactions.last_negative_reaction_at,
        cast(coalesce(loads.solicitation_count, 0) as integer) as solicitation_count,
        cast(coalesce(loads.count_7_days, 0) as integer) as count_7_days,
        cast(coalesce(loads.count_28_days, 0) as integer) as count_28_days,
        cast(coalesce(loads.pressure_load, 0) as decimal(18, 6)) as pressure_load,
        {{ pressure_capacity('tolerances.tolerance_multiplier') }} as pressure_capacity
    from tolerances
    inner join channels on tolerances.channel = channels.channel
    left join loads
        on
            tolerances.customer_id = loads.customer_id
            and tolerances.channel = loads.channel
    left join recent_reactions
        on
            tolerances.customer_id = recent_reactions.customer_id
            and tolerances.channel = recent_reactions.channel
),

weighed as (
    select
        *,
        {{ pressure_ratio('pressure_load', 'pressure_capacity') }} as pressure_ratio
    from measured
),

final as (
    select
        weighed.customer_id,
        weighed.channel,
        case
            when weighed.last_negative_reaction_at is not null then 'over-pressure'
            when not weighed.is_reachable then 'unreachable'
            else {{ pressure_state('weighed.pressure_ratio') }}
        end as pressure_state,
        case
            when weighed.last_negative_reaction_at is not null then 'negative reaction'
            when weighed.refusal_reason is not null then weighed.refusal_reason
            when not weighed.has_address then 'no address'
            when weighed.is_closed then 'channel closed'
            else 'ratio'
        end as state_reason,
        weighed.solicitation_count,
        weighed.count_7_days,
        weighed.count_28_days,
        weighed.response_rate,
        weighed.tolerance_multiplier,
        weighed.pressure_load,
        weighed.pressure_capacity,
        weighed.pressure_ratio,
        {{ pressure_score('weighed.pressure_ratio') }} as pressure_score,
        weighed.is_reachable,
        coalesce(weighed.count_7_days >= weighed.cap_7_days, false)
        or coalesce(weighed.count_28_days >= weighed.cap_28_days, false) as is_cap_reached,
        weighed.last_solicited_at,
        weighed.last_negative_reaction_at
    from weighed
    cross join settings
)

select * from final
