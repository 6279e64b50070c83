with responses as (
    select * from {{ ref('int_engagement__channel_responses') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

-- Sums over integers and decimals only: a sum over doubles would depend on the order of the rows.
totals as (
    select
        measured_at,
        channel,
        count(*) as customer_count,
        sum(solicitation_count) as solicitations,
        sum(response_count) as responses,
        sum(solicitation_count * solicitation_count) as squared_solicitations,
        sum(
            {{ rounded(quotient('response_count * response_count', 'solicitation_count'), scale=9, precision=28) }}
        ) as responses_times_rate
    from responses
    group by measured_at, channel
),

means as (
    select
        *,
        cast(responses as double) / cast(solicitations as double) as mean_rate
    from totals
),

-- Kleinman (1973), weights = messages: with S = sum n (p - mean)^2 over K customers with n of N messages each,
-- E[S] = mean (1 - mean) [(K - 1) + rho (N - sum n^2 / N - (K - 1))], and rho = 1 / (alpha + beta + 1).
moments as (
    select
        *,
        cast(responses_times_rate as double) - cast(solicitations as double) * mean_rate * mean_rate as weighted_spread,
        mean_rate * (1 - mean_rate) as chance_spread,
        cast(solicitations as double)
        - cast(squared_solicitations as double) / cast(solicitations as double)
        - (customer_count - 1) as surplus_messages
    from means
),

correlations as (
    select
        *,
        case
            when chance_spread > 0 and surplus_messages > 0.000001
                then (weighted_spread / chance_spread - (customer_count - 1)) / surplus_messages
        end as correlation
    from moments
),

estimates as (
    select
        *,
        case when correlation > 0.000001 then (1 - correlation) / correlation end as estimated_strength
    from correlations
),

-- No correlation beyond chance, or too few customers to tell: the greatest strength, so that nobody is judged by noise.
strengths as (
    select
        estimates.*,
        least(
            greatest(
                coalesce(estimates.estimated_strength, settings.prior_strength_maximum),
                settings.prior_strength_minimum
            ),
            settings.prior_strength_maximum
        ) as strength
    from estimates
    cross join settings
),

final as (
    select
        measured_at,
        channel,
        cast(customer_count as bigint) as customer_count,
        cast(solicitations as bigint) as solicitation_count,
        cast(responses as bigint) as response_count,
        cast(mean_rate as decimal(18, 9)) as mean_rate,
        cast(mean_rate * strength as decimal(18, 9)) as prior_alpha,
        cast((1 - mean_rate) * strength as decimal(18, 9)) as prior_beta
    from strengths
)

select * from final
