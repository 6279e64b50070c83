with solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

final as (
    select
        solicitations.customer_id,
        solicitations.channel,
        count(*) as solicitation_count,
        count(case when solicitations.has_response then 1 end) as response_count
    from solicitations
    cross join settings
    where
        solicitations.is_response_due
        and solicitations.solicited_at > {{ add_days(as_of(), '-settings.response_window_days') }}
    group by solicitations.customer_id, solicitations.channel
)

select * from final
