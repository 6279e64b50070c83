with conformed_campaigns as (
    select * from {{ ref('int_conformed__campaigns') }}
),

conformed_costs as (
    select * from {{ ref('int_conformed__campaign_costs') }}
    where cast(cost_date as timestamp) <= {{ as_of() }}
),

exchange_rates as (
    select * from {{ ref('int_orders__exchange_rates') }}
),

campaigns_with_days as (
    select distinct campaign_id
    from conformed_costs
),

-- A campaign whose days are not told has spent its cost on its first day.
costs_on_the_first_day as (
    select
        conformed_campaigns.campaign_id,
        cast(null as bigint) as impressions,
        cast(null as bigint) as clicks,
        conformed_campaigns.cost,
        conformed_campaigns.currency,
        cast(coalesce(conformed_campaigns.started_at, {{ as_of() }}) as date) as cost_date
    from conformed_campaigns
    left join campaigns_with_days on conformed_campaigns.campaign_id = campaigns_with_days.campaign_id
    where
        conformed_campaigns.cost is not null
        and campaigns_with_days.campaign_id is null
        and coalesce(conformed_campaigns.started_at, {{ as_of() }}) <= {{ as_of() }}
),

spent as (
    select
        campaign_id,
        impressions,
        clicks,
        cost,
        currency,
        cost_date
    from conformed_costs
    union all
    select * from costs_on_the_first_day
),

spent_in_currency as (
    select
        *,
        coalesce(currency, '{{ var("reporting_currency") }}') as original_currency
    from spent
),

final as (
    select
        spent_in_currency.campaign_id,
        conformed_campaigns.source,
        conformed_campaigns.channel,
        conformed_campaigns.name,
        conformed_campaigns.business_unit,
        spent_in_currency.original_currency,
        spent_in_currency.impressions,
        spent_in_currency.clicks,
        {{ convert_currency('spent_in_currency.cost', 'exchange_rates.exchange_rate') }} as cost,
        spent_in_currency.cost as original_cost,
        spent_in_currency.cost_date
    from spent_in_currency
    left join conformed_campaigns on spent_in_currency.campaign_id = conformed_campaigns.campaign_id
    left join exchange_rates
        on
            spent_in_currency.original_currency = exchange_rates.currency
            and spent_in_currency.cost_date = exchange_rates.rate_date
)

select * from final
