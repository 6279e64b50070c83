with weekly_messages as (
    select * from {{ ref('int_pressure__weekly_messages') }}
),

weekly_contacts as (
    select * from {{ ref('int_pressure__weekly_contacts') }}
),

weeks as (
    select * from {{ ref('int_pressure__weeks') }}
),

settings as (
    select * from {{ ref('signal_settings') }}
),

negative_reactions as (
    select * from {{ ref('int_engagement__negative_reactions') }}
),

campaigns as (
    select
        campaign_id,
        business_unit
    from {{ ref('int_conformed__campaigns') }}
),

interactions as (
    select * from {{ ref('int_conformed__interactions') }}
    where
        kind = 'comment'
        and occurred_at <= {{ as_of() }}
),

channels as (
    select * from {{ ref('channels') }}
),

messages as (
    select
        brand,
        channel,
        week_end_date,
        sum(message_count) as messages,
        sum(opened_count) as opened,
        sum(clicked_count) as clicked,
        sum(impersonal_count) as impersonal
    from weekly_messages
    group by brand, channel, week_end_date
),

told_reactions as (
    select
        coalesce(campaigns.business_unit, 'unassigned') as brand,
        negative_reactions.channel,
        negative_reactions.kind,
        {{ week_end('negative_reactions.occurred_at') }} as week_end_date
    from negative_reactions
    left join campaigns on negative_reactions.campaign_id = campaigns.campaign_id
),

reactions as (
    select
        brand,
        channel,
        kind,
        week_end_date,
        count(*) as reactions
    from told_reactions
    group by brand, channel, kind, week_end_date
),

reaction_signs as (
    select
        'unsubscribe' as kind,
        'unsubscribe rate' as sign
    union all
    select
        'spam report' as kind,
        'spam reports' as sign
    union all
    select
        'complaint' as kind,
        'complaints' as sign
),

-- Every kind has its share of the week's messages, also when nobody reacted so.
reaction_rates as (
    select
        messages.brand,
        messages.channel,
        messages.week_end_date,
        reaction_signs.sign,
        coalesce(reactions.reactions, 0) as numerator,
        messages.messages as volume
    from messages
    cross join reaction_signs
    left join reactions
        on
            messages.brand = reactions.brand
            and messages.channel = reactions.channel
            and messages.week_end_date = reactions.week_end_date
            and reaction_signs.kind = reactions.kind
),

bases as (
    select
        brand,
        channel,
        week_end_date,
        count(*) as customers
    from weekly_contacts
    group by brand, channel, week_end_date
),

campaign_hits as (
    select
        brand,
        channel,
        week_end_date,
        campaign_id,
        count(distinct customer_id) as customers
    from weekly_messages
    where campaign_id is not null
    group by brand, channel, week_end_date, campaign_id
),

largest_hits as (
    select
        brand,
        channel,
        week_end_date,
        max(customers) as customers
    from campaign_hits
    group by brand, channel, week_end_date
),

contact_days as (
    select distinct
        brand,
        channel,
        customer_id,
        contact_date,
        week_end_date
    from weekly_messages
),

brands_of_days as (
    select
        customer_id,
        contact_date,
        count(distinct brand) as brands
    from weekly_messages
    group by customer_id, contact_date
),

overlaps_of_weeks as (
    select
        contact_days.brand,
        contact_days.channel,
        contact_days.week_end_date,
        sum(case when brands_of_days.brands > 1 then 1 else 0 end) as overlapping,
        count(*) as contact_days
    from contact_days
    inner join brands_of_days
        on
            contact_days.customer_id = brands_of_days.customer_id
            and contact_days.contact_date = brands_of_days.contact_date
    group by contact_days.brand, contact_days.channel, contact_days.week_end_date
),

-- Calendars meet in jumps: a week's overlap is that of the weeks in which its customers count as contacted.
overlapping_days as (
    select
        overlaps_of_weeks.brand,
        overlaps_of_weeks.channel,
        weeks.week_end_date,
        sum(overlaps_of_weeks.overlapping) as overlapping,
        sum(overlaps_of_weeks.contact_days) as contact_days
    from overlaps_of_weeks
    inner join weeks as contact_weeks on overlaps_of_weeks.week_end_date = contact_weeks.week_end_date
    cross join settings
    inner join weeks
        on
            contact_weeks.weeks_ago >= weeks.weeks_ago
            and contact_weeks.weeks_ago < weeks.weeks_ago + settings.contact_weeks
    group by overlaps_of_weeks.brand, overlaps_of_weeks.channel, weeks.week_end_date
),

mobile_messages as (
    select
        weekly_messages.customer_id,
        weekly_messages.week_end_date,
        sum(weekly_messages.message_count) as messages,
        sum(weekly_messages.answered_count) as answered
    from weekly_messages
    inner join channels on weekly_messages.channel = channels.channel
    where channels.is_mobile
    group by weekly_messages.customer_id, weekly_messages.week_end_date
),

-- How the readers of a brand's e-mail take what reaches their telephone, whoever sent it.
mobile_engagement as (
    select
        weekly_contacts.brand,
        weekly_contacts.channel,
        weekly_contacts.week_end_date,
        sum(mobile_messages.answered) as answered,
        sum(mobile_messages.messages) as messages
    from weekly_contacts
    inner join mobile_messages
        on
            weekly_contacts.customer_id = mobile_messages.customer_id
            and weekly_contacts.week_end_date = mobile_messages.week_end_date
    where weekly_contacts.channel = 'email'
    group by weekly_contacts.brand, weekly_contacts.channel, weekly_contacts.week_end_date
),

-- A comment names no business unit.
told_comments as (
    select
        sentiment,
        {{ week_end('occurred_at') }} as week_end_date
    from interactions
),

comments as (
    select
        week_end_date,
        sum(case when sentiment = 'negative' then 1 else 0 end) as negative,
        count(*) as comments
    from told_comments
    group by week_end_date
),

measures as (
    {%- for sign, counted in [
        ('open rate', 'opened'), ('click rate', 'clicked'), ('impersonal messages', 'impersonal')
    ] %}
    select
        brand,
        channel,
        week_end_date,
        '{{ sign }}' as sign,
        {{ counted }} as numerator,
        messages as volume
    from messages
    union all
    {%- endfor %}
    select
        brand,
        channel,
        week_end_date,
        sign,
        numerator,
        volume
    from reaction_rates
    union all
    select
        bases.brand,
        bases.channel,
        bases.week_end_date,
        'mass mailing' as sign,
        largest_hits.customers as numerator,
        bases.customers as volume
    from bases
    inner join largest_hits
        on
            bases.brand = largest_hits.brand
            and bases.channel = largest_hits.channel
            and bases.week_end_date = largest_hits.week_end_date
    union all
    select
        brand,
        channel,
        week_end_date,
        'overlap of business units' as sign,
        overlapping as numerator,
        contact_days as volume
    from overlapping_days
    union all
    select
        brand,
        channel,
        week_end_date,
        'mobile engagement' as sign,
        answered as numerator,
        messages as volume
    from mobile_engagement
    union all
    select
        'unassigned' as brand,
        'social_network' as channel,
        week_end_date,
        'negative comments' as sign,
        negative as numerator,
        comments as volume
    from comments
),

final as (
    select
        measures.brand,
        measures.channel,
        measures.week_end_date,
        measures.sign,
        cast(measures.numerator as bigint) as numerator,
        cast(measures.volume as decimal(18, 4)) as volume
    from measures
    inner join weeks on measures.week_end_date = weeks.week_end_date
    where weeks.is_measured
)

select * from final
