with channel_pressure as (
    select * from {{ ref('customer_channel_pressure') }}
),

contactability as (
    select * from {{ ref('customer_contactability') }}
    where purpose = 'marketing'
),

channel_reach as (
    select * from {{ ref('int_engagement__channel_reach') }}
),

customers as (
    select
        customer_id,
        country_code,
        {{ lookup_key('region') }} as region
    from {{ ref('customers') }}
),

matrix_segments as (
    select * from {{ ref('customer_matrix_segments') }}
),

actions as (
    select * from {{ ref('pressure_actions') }}
),

channels as (
    select * from {{ ref('channels') }}
),

message_types as (
    select * from {{ ref('message_types') }}
),

quiet_hours as (
    select * from {{ ref('quiet_hours') }}
),

time_zones as (
    select * from {{ ref('time_zones') }}
),

settings as (
    select * from {{ ref('pressure_settings') }}
),

clocks as (
    select
        country_code,
        region,
        time_zone,
        cast(extract(hour from {{ utc_to_local(as_of(), 'time_zone') }}) as integer) as local_hour
    from time_zones
),

national_clocks as (
    select * from clocks
    where region is null
),

regional_clocks as (
    select * from clocks
    where region is not null
),

other_clock as (
    select * from clocks
    where country_code = '*'
),

customer_clocks as (
    select
        customers.customer_id,
        coalesce(
            regional_clocks.time_zone, national_clocks.time_zone, other_clock.time_zone
        ) as time_zone,
        coalesce(
            regional_clocks.local_hour, national_clocks.local_hour, other_clock.local_hour
        ) as local_hour
    from customers
    cross join other_clock
    left join regional_clocks
        on
            customers.country_code = regional_clocks.country_code
            and customers.region = regional_clocks.region
    left join national_clocks on customers.country_code = national_clocks.country_code
),

-- GDPR art. 21(2): who objected to direct marketing is no longer profiled for it, also where a later consent opens a
-- channel again.
objectors as (
    select distinct customer_id
    from contactability
    where not is_profiling_allowed
),

values_of_customers as (
    select
        matrix_segments.customer_id,
        matrix_segments.segment
    from matrix_segments
    inner join settings on matrix_segments.matrix = settings.value_matrix
    left join objectors on matrix_segments.customer_id = objectors.customer_id
    where objectors.customer_id is null
),

-- One more message is weighed as the heaviest type.
message_loads as (
    select
        channels.channel,
        {{ closes_channel() }} as is_closed,
        channels.cap_7_days,
        channels.cap_28_days,
        cast(channels.intrusiveness * max(message_types.weight) as decimal(18, 6)) as message_load
    from channels
    cross join message_types
    group by
        channels.channel, channels.base_capacity, channels.cap_7_days, channels.cap_28_days, channels.intrusiveness
),

planned as (
    select
        channel_pressure.*,
        values_of_customers.segment as value_segment,
        actions.action as planned_action,
        actions.pause_days,
        actions.move_to_channel
    from channel_pressure
    left join values_of_customers on channel_pressure.customer_id = values_of_customers.customer_id
    inner join actions
        on
            channel_pressure.pressure_state = actions.pressure_state
            and actions.channel in ('*', channel_pressure.channel)
            and actions.value_segment in ('*', cast(coalesce(values_of_customers.segment, 1) as string))
),

-- Nobody moves to a channel that cannot take them.
followed as (
    select
        planned.*,
        case
            when planned.planned_action = 'move' and targets.customer_id is null then 'pause'
            else planned.planned_action
        end as action,
        targets.channel as target_channel
    from planned
    left join channel_pressure as targets
        on
            planned.customer_id = targets.customer_id
            and planned.move_to_channel = targets.channel
            and targets.pressure_state in ('under-pressure', 'balance')
),

-- Who objected rests at least as long as the objection counts.
rested as (
    select
        followed.*,
        {{ add_days('followed.last_solicited_at', 'followed.pause_days') }} as rested_from_messages_at,
        case
            when followed.pause_days is not null
                then {{ add_days(
                    'followed.last_negative_reaction_at',
                    'greatest(followed.pause_days, settings.reaction_window_days)'
                ) }}
        end as rested_from_reaction_at
    from followed
    cross join settings
),

weighed as (
    select
        rested.customer_id,
        rested.channel,
        rested.pressure_state,
        rested.value_segment,
        rested.action,
        rested.target_channel,
        rested.pause_days,
        rested.count_7_days,
        rested.count_28_days,
        rested.pressure_ratio,
        rested.last_solicited_at,
        message_loads.is_closed,
        message_loads.cap_7_days,
        message_loads.cap_28_days,
        coalesce(contactability.is_contactable, false) as is_contactable,
        channel_reach.has_address,
        customer_clocks.time_zone,
        quiet_hours.quiet_from_hour,
        quiet_hours.quiet_until_hour,
        case
            when quiet_hours.quiet_from_hour <= quiet_hours.quiet_until_hour
                then
                    customer_clocks.local_hour >= quiet_hours.quiet_from_hour
                    and customer_clocks.local_hour < quiet_hours.quiet_until_hour
            else
                customer_clocks.local_hour >= quiet_hours.quiet_from_hour
                or customer_clocks.local_hour < quiet_hours.quiet_until_hour
        end as is_quiet,
        greatest(
            coalesce(rested.rested_from_messages_at, rested.rested_from_reaction_at),
            coalesce(rested.rested_from_reaction_at, rested.rested_from_messages_at)
        ) as paused_until_at,
        {{ pressure_ratio('(rested.pressure_load + message_loads.message_load)', 'rested.pressure_capacity') }}
            as ratio_after,
        {{ ratio_limit('message_loads.message_load', 'rested.pressure_capacity') }} as ratio_limit
    from rested
    inner join message_loads on rested.channel = message_loads.channel
    inner join channel_reach
        on
            rested.customer_id = channel_reach.customer_id
            and rested.channel = channel_reach.channel
    inner join customer_clocks on rested.customer_id = customer_clocks.customer_id
    cross join settings
    left join contactability
        on
            rested.customer_id = contactability.customer_id
            and rested.channel = contactability.channel
    left join quiet_hours on rested.channel = quiet_hours.channel
),

-- The order of the reasons: what only the customer can change, what time changes, from the slowest to the fastest.
judged as (
    select
        *,
        case
            when not is_contactable then 'no valid consent'
            when not has_address then 'no address'
            when is_closed then 'channel closed'
            when paused_until_at > {{ as_of() }} then 'pause'
            when ratio_after > ratio_limit then 'pressure limit'
            when count_28_days >= cap_28_days then 'cap of 28 days'
            when count_7_days >= cap_7_days then 'cap of 7 days'
            when is_quiet then 'quiet hours'
        end as refusal_reason
    from weighed
),

final as (
    select
        customer_id,
        channel,
        pressure_state,
        value_segment,
        action,
        case when action = 'move' then target_channel end as move_to_channel,
        refusal_reason,
        time_zone,
        pause_days,
        quiet_from_hour,
        quiet_until_hour,
        pressure_ratio,
        ratio_after,
        ratio_limit,
        refusal_reason is null as is_eligible,
        paused_until_at
    from judged
)

select * from final
