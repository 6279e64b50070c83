with solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

moments as (
    select * from {{ ref('int_pressure__moments') }}
),

channels as (
    select * from {{ ref('channels') }}
),

message_types as (
    select * from {{ ref('message_types') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

felt as (
    select
        moments.measured_at,
        solicitations.customer_id,
        solicitations.channel,
        {{ pressure_load(
            'channels.intrusiveness',
            'message_types.weight',
            age_in_days('solicitations.solicited_at', 'moments.measured_at'),
            'channels.persistence_days'
        ) }} as pressure_load
    from solicitations
    cross join settings
    inner join moments
        on
            solicitations.solicited_at <= moments.measured_at
            and moments.measured_at < {{ add_days('solicitations.solicited_at', 'settings.window_days') }}
    inner join channels on solicitations.channel = channels.channel
    inner join message_types on solicitations.message_type = message_types.message_type
    where not moments.is_now
),

final as (
    select
        measured_at,
        customer_id,
        channel,
        cast(count(*) as integer) as solicitation_count,
        cast(sum(pressure_load) as decimal(18, 6)) as pressure_load
    from felt
    group by measured_at, customer_id, channel
)

select * from final
