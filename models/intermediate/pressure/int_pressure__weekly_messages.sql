-- A message without a business unit is of the company as a whole.
with solicitations as (
    select * from {{ ref('int_engagement__solicitations') }}
),

campaigns as (
    select
        campaign_id,
        business_unit
    from {{ ref('int_conformed__campaigns') }}
),

weeks as (
    select * from {{ ref('int_pressure__weeks') }}
),

told as (
    select
        coalesce(campaigns.business_unit, 'unassigned') as brand,
        solicitations.channel,
        solicitations.customer_id,
        solicitations.campaign_id,
        solicitations.message_type,
        solicitations.has_response,
        solicitations.has_open,
        solicitations.has_click,
        {{ week_end('solicitations.solicited_at') }} as week_end_date,
        cast(solicitations.solicited_at as date) as contact_date
    from solicitations
    left join campaigns on solicitations.campaign_id = campaigns.campaign_id
),

final as (
    select
        told.brand,
        told.channel,
        told.customer_id,
        told.campaign_id,
        told.week_end_date,
        told.contact_date,
        cast(count(*) as integer) as message_count,
        cast(sum(case when told.has_response then 1 else 0 end) as integer) as answered_count,
        cast(sum(case when told.has_open then 1 else 0 end) as integer) as opened_count,
        cast(sum(case when told.has_click then 1 else 0 end) as integer) as clicked_count,
        cast(sum(case when told.message_type = 'personalised' then 0 else 1 end) as integer) as impersonal_count
    from told
    inner join weeks on told.week_end_date = weeks.week_end_date
    group by
        told.brand, told.channel, told.customer_id, told.campaign_id, told.week_end_date, told.contact_date
)

select * from final
