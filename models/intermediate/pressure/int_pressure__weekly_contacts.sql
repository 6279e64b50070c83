-- Whom a brand has written to on a channel lately: in the week or in one of those before it.
with weekly_messages as (
    select distinct
        brand,
        channel,
        customer_id,
        week_end_date
    from {{ ref('int_pressure__weekly_messages') }}
),

weeks as (
    select * from {{ ref('int_pressure__weeks') }}
),

settings as (
    select * from {{ ref('signal_settings') }}
),

spans as (
    select
        weeks.week_end_date,
        contact_weeks.week_end_date as contact_week_end_date
    from weeks
    cross join settings
    inner join weeks as contact_weeks
        on
            weeks.weeks_ago <= contact_weeks.weeks_ago
            and contact_weeks.weeks_ago < weeks.weeks_ago + settings.contact_weeks
    where weeks.is_measured
),

final as (
    select distinct
        weekly_messages.brand,
        weekly_messages.channel,
        weekly_messages.customer_id,
        spans.week_end_date
    from weekly_messages
    inner join spans on weekly_messages.week_end_date = spans.contact_week_end_date
)

select * from final
