with conformed_touchpoints as (
    select
        *,
        coalesce(currency, '{{ var("reporting_currency") }}') as cost_currency
    from {{ ref('int_conformed__touchpoints') }}
    where occurred_at <= {{ as_of() }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

exchange_rates as (
    select * from {{ ref('int_orders__exchange_rates') }}
),

final as (
    select
        conformed_touchpoints.touchpoint_id,
        customer_records.customer_id,
        conformed_touchpoints.record_id,
        conformed_touchpoints.source,
        conformed_touchpoints.channel,
        conformed_touchpoints.campaign_id,
        conformed_touchpoints.message_id,
        conformed_touchpoints.purpose,
        conformed_touchpoints.event,
        cast(conformed_touchpoints.cost * exchange_rates.exchange_rate as decimal(18, 4)) as cost,
        conformed_touchpoints.occurred_at
    from conformed_touchpoints
    left join customer_records on conformed_touchpoints.record_id = customer_records.record_id
    left join exchange_rates
        on
            conformed_touchpoints.cost_currency = exchange_rates.currency
            and cast(conformed_touchpoints.occurred_at as date) = exchange_rates.rate_date
)

select * from final
