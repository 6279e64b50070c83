{{ config(enabled=is_registered('twilio'), materialized='view') }}

with message_events as (
    select * from {{ ref('stg_twilio__message_events') }}
    where not is_inbound and line is not null
),

calls as (
    select * from {{ ref('stg_twilio__call') }}
    where row_status = 'kept' and not is_inbound and not is_agent_leg and line is not null
),

sending_lines as (
    select * from {{ ref('sending_lines') }}
),

used as (
    select
        line,
        channel,
        occurred_at
    from message_events
    union all
    select
        line,
        'call_centre' as channel,
        started_at as occurred_at
    from calls
),

uses as (
    select
        line,
        channel,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at
    from used
    group by line, channel
),

final as (
    select
        {{ entity_id('twilio', 'line', "uses.line || '/' || uses.channel") }} as campaign_id,
        'twilio' as source,
        uses.channel,
        coalesce(sending_lines.description, uses.line) as name,
        sending_lines.business_unit,
        cast(null as boolean) as is_personalised,
        uses.started_at,
        uses.ended_at,
        cast(null as decimal(18, 2)) as cost,
        cast(null as string) as currency
    from uses
    left join sending_lines
        on uses.line = sending_lines.line
)

select * from final
