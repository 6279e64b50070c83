with conformed_touchpoints as (
    select * from {{ ref('int_conformed__touchpoints') }}
    where occurred_at <= {{ as_of() }}
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
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
        conformed_touchpoints.cost,
        conformed_touchpoints.occurred_at
    from conformed_touchpoints
    left join customer_records on conformed_touchpoints.record_id = customer_records.record_id
)

select * from final
