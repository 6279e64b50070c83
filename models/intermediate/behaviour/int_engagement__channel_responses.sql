with solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

moments as (
    select * from {{ ref('int_pressure__moments') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

final as (
    select
        moments.measured_at,
        solicitations.customer_id,
        solicitations.channel,
        count(*) as solicitation_count,
        -- What was answered later was not known at the moment.
        count(case when solicitations.responded_at <= moments.measured_at then 1 end) as response_count
    from solicitations
    cross join settings
    inner join moments
        on
            solicitations.response_due_at <= moments.measured_at
            and moments.measured_at < {{ add_days('solicitations.solicited_at', 'settings.response_window_days') }}
    group by moments.measured_at, solicitations.customer_id, solicitations.channel
)

select * from final
