with states as (
    select * from {{ ref('int_pressure__states') }}
    where is_week_end
),

final as (
    select
        customer_id,
        channel,
        pressure_state,
        solicitation_count,
        pressure_load,
        pressure_capacity,
        pressure_ratio,
        pressure_score,
        cast(measured_at as date) as week_end_date,
        last_negative_reaction_at
    from states
)

select * from final
