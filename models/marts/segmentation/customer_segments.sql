with customer_segment_history as (
    select * from {{ ref('customer_segment_history') }}
),

final as (
    select
        customer_id,
        family,
        segment,
        previous_segment,
        since_date
    from customer_segment_history
    where is_current
)

select * from final
